import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { createStreetMap } from './street-map'

function aFile(content: string | null) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-map-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'map.pmtiles')
  if (content !== null) writeFileSync(file, content, 'latin1')
  return createStreetMap(file)
}

it('gives any range of a PMTiles file, and less at its end', async () => {
  const map = aFile('PMTiles\u0003abcdef')
  expect(await map.about()).toMatchObject({ bytes: 14 })
  expect((await map.read({ offset: 9, bytes: 3 })).toString()).toBe('bcd')
  expect((await map.read({ offset: 12, bytes: 100 })).toString()).toBe('ef')
})

it('knows nothing of a file that is missing or something else', async () => {
  expect([await aFile(null).about(), await aFile('<html>').about(), await aFile('').about()]).toEqual([null, null, null])
  expect(await aFile(null).read({ offset: 0, bytes: 9 })).toHaveLength(0)
})
