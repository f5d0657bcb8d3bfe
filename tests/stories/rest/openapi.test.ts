import { readFileSync } from 'node:fs'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, it } from 'vitest'
import { contract } from '#contract/api'
import { outputFile, outputSchemas } from '../../../scripts/generate-output-schemas.mjs'
import { openApiDocument } from '../../../src-main/web/rest/openapi'
import { serve } from './served'

type Schema = Record<string, unknown>
interface Operation {
  operationId: string
  parameters?: { name: string; in: string }[]
  responses: Record<string, { content?: Record<string, { schema: Schema }> }>
}

const document = JSON.parse(JSON.stringify(await openApiDocument())) as {
  openapi: string
  paths: Record<string, Record<string, Operation>>
  components: { schemas: Record<string, Schema> }
}
const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.values(methods).map((operation) => ({ path, operation, id: operation.operationId })),
)
const procedures = Object.entries(contract).flatMap(([area, part]) => Object.keys(part).map((name) => `${area}.${name}`))

const ajv = new Ajv2020({ strict: false })
ajv.addSchema({ $id: 'document', components: document.components })
const validatorOf = (schema: Schema) =>
  ajv.compile(JSON.parse(JSON.stringify(schema).replaceAll('"#/components', '"document#/components')) as Schema)

describe('the OpenAPI document', () => {
  it('is of version 3.1 and has each procedure of the contract once', () => {
    expect(document.openapi).toMatch(/^3\.1\./)
    expect(operations.map(({ id }) => id).sort()).toEqual([...procedures].sort())
  })

  it.each(operations)('$id: its parts of the path are parameters, its schemas can be used, its answers are told', ({ path, operation }) => {
    const places = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    expect((operation.parameters ?? []).filter((one) => one.in === 'path').map(({ name }) => name)).toEqual(places)
    expect(Object.keys(operation.responses)).toEqual(expect.arrayContaining(['200', '400', '401', '403', '404', '500']))
    for (const { schema } of Object.values(operation.responses['200']?.content ?? {})) expect(() => validatorOf(schema)).not.toThrow()
  })

  it('says what the contract says now: otherwise run npm run generate', () => {
    expect(readFileSync(outputFile, 'utf8')).toBe(outputSchemas())
  })

  it('is served without a token, with a page that lists it', async () => {
    const { ask } = await serve()
    expect((await ask('GET /openapi.json', { token: null })).body).toEqual(document)
    const { body, headers } = await ask('GET ', { token: null })
    expect(headers.get('content-type')).toContain('text/html')
    for (const { path } of operations) expect(body).toContain(`/api${path}<`)
  })

  it('describes what is really answered', async () => {
    const { stage, ask } = await serve()
    const station = await stage.stationOf('2.0.1', { plan: { identity: 'CP-1' } })
    await stage.ask({ kind: 'raw', action: 'ClearCache', payload: {} })
    await ask('POST /people', { body: { person: null, name: 'Ada', note: '' } })
    const reads = operations.filter(({ path, id }) => document.paths[path]?.get?.operationId === id)
    let checked = 0
    for (const { path, operation } of reads) {
      const { status, body } = await ask(`GET ${path.replace('{station}', station.plan.identity)}`)
      const schema = operation.responses['200']?.content?.['application/json']?.schema
      if (status !== 200 || !schema) continue
      const validate = validatorOf(schema)
      expect([path, validate(body) ? [] : validate.errors]).toEqual([path, []])
      checked++
    }
    expect(checked).toBeGreaterThan(20)
  })
})
