import { isContractProcedure, type AnyContractRouter } from '@orpc/contract'
import { expect, it } from 'vitest'
import { accessLevels } from './access'
import { contract } from './api'

interface Served {
  name: string
  level: unknown
  method: string | undefined
  path: string | undefined
  inputs: string[]
}

function served(router: AnyContractRouter, path: string[] = []): Served[] {
  if (!isContractProcedure(router)) return Object.entries(router).flatMap(([name, part]) => served(part, [...path, name]))
  const { meta, route, inputSchema } = router['~orpc']
  // Every input is a zod object: what else it can hold is no concern of this test.
  const shape = (inputSchema as { shape?: object } | undefined)?.shape ?? {}
  return [{ name: path.join('.'), level: meta.level, method: route.method, path: route.path, inputs: Object.keys(shape) }]
}

const procedures = served(contract)
const placesIn = (path: string) => [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)

it.each(procedures)('$name can be called by a script', ({ level, method, path, inputs }) => {
  expect(accessLevels).toContain(level)
  expect(method).toMatch(/^(GET|POST|PUT|PATCH|DELETE)$/)
  expect(path).toMatch(/^(\/[a-z-]+|\/\{\w+\})+$/)
  expect(inputs).toEqual(expect.arrayContaining(placesIn(path ?? '')))
})

it('no two procedures are at the same place', () => {
  const places = procedures.map(({ method, path }) => `${method} ${path?.replace(/\{\w+\}/g, '{}')}`)
  expect(places.filter((place, index) => places.indexOf(place) !== index)).toEqual([])
})

it.each(procedures.filter(({ method }) => method === 'GET'))('$name, which only reads, asks for no more than a token to read', ({ level }) => {
  expect(level).toBe('read')
})

it.each(procedures.filter(({ name }) => /\.watch/.test(name)))('the feed $name is read by GET', ({ method, level }) => {
  expect([method, level]).toEqual(['GET', 'read'])
})
