import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { generate, pathOf, versions } from './generate-wire-types.mjs'

it.each(Object.keys(versions))('%s/wire.gen.ts is what `npm run generate` writes', async (version) => {
  expect(await readFile(pathOf(version), 'utf8')).toBe(await generate(version))
})
