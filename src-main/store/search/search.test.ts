import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import fc from 'fast-check'
import { expect, onTestFinished, test } from 'vitest'
import { migrate } from '../open-database'
import { readTrace } from '../reads/trace'
import { trafficTables } from '../tables/traffic'
import { openSearchIndex } from './search-index'
import { addText, bitsOf, BLOCK_FRAMES, mayHold, SIGNATURE_BYTES } from './signature'

function aTrace(frames: number) {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-search-'))
  const database = new Database(join(folder, 'frames.sqlite'))
  migrate(database)
  const traffic = trafficTables(database)
  let nextId = 1
  const write = (text: string) =>
    traffic.saveFrame({
      id: nextId++, at: nextId, station: 'CP1', connection: 'c', direction: 'in', kind: 'call', action: 'DataTransfer',
      messageId: '1', text, roundTripMs: null, findings: [], session: null,
    })
  database.transaction(() => {
    for (let count = 0; count < frames; count++) write(`[2,"${count}","DataTransfer",{"vendorId":"v${count % 7}"}]`)
  })()
  const indexFile = join(folder, 'index.sqlite')
  let index = openSearchIndex(database, indexFile)
  onTestFinished(() => {
    index.close()
    database.close()
    rmSync(folder, { recursive: true, force: true })
  })
  const find = (text: string) => {
    const ids: number[] = []
    let cursor: string | null = null
    do {
      const page = readTrace(database, index, { filter: { station: null, action: null, direction: null, text }, cursor, limit: 50 })
      ids.push(...page.rows.map(({ id }) => id))
      cursor = page.next
    } while (cursor !== null)
    return ids
  }
  return {
    database, write, find, indexFile,
    get index() {
      return index
    },
    extend: () => {
      while (index.extend(performance.now() + 1_000)) continue
    },
    reopen(meanwhile: () => void = () => undefined) {
      index.close()
      meanwhile()
      index = openSearchIndex(database, indexFile)
    },
  }
}

test('a signature never misses a text that is in its block, whatever its case', () => {
  fc.assert(fc.property(fc.string({ minLength: 5, maxLength: 60 }), fc.string(), fc.string(), (needle, before, after) => {
    const signature = new Uint8Array(SIGNATURE_BYTES)
    addText(signature, before + needle.replace(/[a-z]/g, (letter) => letter.toUpperCase()) + after)
    expect(mayHold(signature, bitsOf(needle) ?? [])).toBe(true)
  }))
})

test('finds the same with the index, without it, and across its end', () => {
  const trace = aTrace(3_000)
  trace.write('[2,"q","DataTransfer",{"data":"Ölprüfung 0x4F"}]')
  const texts = ['needle', '"1234"', 'lprüfung 0x4f', 'V3', 'DataTransfer', '%', 'nowhere to be found', '"2999"']
  const before = texts.map(trace.find)
  expect(before.map(({ length }) => length)).toEqual([0, 1, 1, 429, 3_001, 0, 0, 1])
  trace.extend()
  expect(trace.index.stretchBelow(2_500, bitsOf('nowhere to be found') ?? [])).toBe(null)
  expect(texts.map(trace.find)).toEqual(before)
  trace.write('[2,"q","DataTransfer",{"data":"needle"}]')
  expect(trace.find('needle')).toEqual([3_002])
})

test('a damaged index is made again, and what a restored copy no longer has is forgotten', () => {
  const trace = aTrace(1_000)
  trace.extend()
  trace.reopen(() => writeFileSync(trace.indexFile, 'not a database'))
  expect(trace.index.bytes()).toBe(0)
  trace.extend()
  expect(trace.find('"777"')).toEqual([778])
  trace.database.exec('delete from frame where id > 300')
  trace.reopen()
  trace.database.exec(`insert into frame (id, at, station, connection, direction, kind, text)
    select id + 300, at, station, connection, direction, kind, 'brought back' from frame`)
  trace.extend()
  expect(trace.find('brought back')).toHaveLength(300)
})

test('knows how much there is, and from where on the newest of it fit into a size', () => {
  const trace = aTrace(4 * BLOCK_FRAMES)
  trace.extend()
  const whole = trace.index.bytes()
  expect(whole / (4 * BLOCK_FRAMES - BLOCK_FRAMES)).toBeGreaterThan(150)
  expect(trace.index.firstWithin(whole)).toBe(0)
  const first = trace.index.firstWithin(whole / 2)
  expect([BLOCK_FRAMES, 2 * BLOCK_FRAMES, 3 * BLOCK_FRAMES]).toContain(first)
  trace.database.prepare('delete from frame where id < ?').run(first)
  trace.extend()
  expect(trace.index.bytes()).toBeLessThanOrEqual(whole / 2)
})
