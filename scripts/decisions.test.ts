import { readdirSync, readFileSync } from 'node:fs'
import { expect, it } from 'vitest'

const folder = new URL('../docs/adr/', import.meta.url)
const numberOf = (name: string) => name.slice(0, 3)

it('each decision has a number of its own, the same in its name and its title', () => {
  const pages = readdirSync(folder).filter((name) => name !== 'README.md')
  expect(new Set(pages.map(numberOf)).size).toBe(pages.length)
  for (const page of pages) expect(readFileSync(new URL(page, folder), 'utf8')).toMatch(new RegExp(`^# (ADR )?${numberOf(page)}\\b`))
})
