import { rmSync } from 'node:fs'
import Database from 'better-sqlite3'
import { addText, BLOCK_FRAMES, mayHold, SIGNATURE_BYTES } from './signature'

/** Blocks taken into memory at a time, 4 MB. */
const READ_BLOCKS = 256
/** What a frame takes beside its text: its other columns and its places in the indexes, about. */
const FRAME_OVERHEAD_BYTES = 160

export interface SearchIndex {
  /** Indexes what is complete, until the deadline; true: there is more. */
  extend(deadline: number): boolean
  /** The highest id below `before`, with the lowest id of its stretch, that has to be looked at. Null: nothing is left. */
  stretchBelow(before: number, bits: readonly number[]): { from: number; before: number } | null
  /** Bytes of all frames that are in it. */
  bytes(): number
  /** The first id that is kept when the newest `bytes` are. */
  firstWithin(bytes: number): number
  close(): void
}

/**
 * Signatures of the frames in a file of their own: written on this thread, so that a commit neither waits for them nor
 * for the lock, and derived, so that the file may be lost at any time.
 */
export function openSearchIndex(frames: Database.Database, file: string): SearchIndex {
  const database = opened(file)
  const lastBlock = database.prepare<[], { block: number | null }>(/* sql */ `select max(block) as block from block`)
  const firstFrom = frames.prepare<[number], { id: number }>(/* sql */ `select id from frame where id >= ? order by id limit 1`)
  const newest = frames.prepare<[], { id: number | null }>(/* sql */ `select max(id) as id from frame`)
  const texts = frames.prepare<[number, number], { text: string }>(/* sql */ `select text from frame where id >= ? and id < ?`)
  const insert = database.prepare<unknown[]>(/* sql */ `insert or replace into block (block, bytes, signature) values (?, ?, ?)`)
  const below = database.prepare<[number, number], { block: number; signature: Buffer }>(/* sql */ `
    select block, signature from block where block <= ? and block > ? order by block desc
  `)
  const total = database.prepare<[], { bytes: number | null }>(/* sql */ `select sum(bytes) as bytes from block`)
  const sizes = database.prepare<[], { block: number; bytes: number }>(/* sql */ `select block, bytes from block order by block desc`)

  /** A block is complete when frames of a later one are there: ids rise from commit to commit. */
  const complete = () => Math.floor((newest.get()?.id ?? 0) / BLOCK_FRAMES)
  // After a restored copy the frames of these ids are others.
  database.prepare(/* sql */ `delete from block where block >= ?`).run(complete())

  function forgetDeleted(): void {
    const oldest = firstFrom.get(0)?.id ?? 0
    database.prepare(/* sql */ `delete from block where block < ?`).run(Math.floor(oldest / BLOCK_FRAMES))
  }

  function index(block: number): void {
    const signature = Buffer.alloc(SIGNATURE_BYTES)
    let bytes = 0
    for (const { text } of texts.iterate(block * BLOCK_FRAMES, (block + 1) * BLOCK_FRAMES)) {
      addText(signature, text)
      bytes += text.length + FRAME_OVERHEAD_BYTES
    }
    insert.run(block, bytes, signature)
  }

  let read = { first: 0, last: -1, signatures: new Map<number, Buffer>() }
  function signatureOf(block: number): Buffer | undefined {
    if (block < read.first || block > read.last) {
      const first = Math.max(0, block - READ_BLOCKS + 1)
      const rows = below.all(block, first - 1)
      read = { first, last: block, signatures: new Map(rows.map((row) => [row.block, row.signature])) }
    }
    return read.signatures.get(block)
  }

  return {
    extend(deadline) {
      forgetDeleted()
      read = { first: 0, last: -1, signatures: new Map() }
      const end = complete()
      const oldest = firstFrom.get(0)?.id ?? 0
      let block = Math.max((lastBlock.get()?.block ?? -1) + 1, Math.floor(oldest / BLOCK_FRAMES))
      while (block < end && performance.now() < deadline) {
        // A few at a time: one transaction for each would cost more than the signatures.
        database.transaction(() => {
          for (let count = 0; count < 16 && block < end; count++, block++) index(block)
        })()
      }
      return block < end
    },
    stretchBelow(before, bits) {
      for (let block = Math.floor((before - 1) / BLOCK_FRAMES); block >= 0; block--) {
        const signature = signatureOf(block)
        if (signature !== undefined && !mayHold(signature, bits)) continue
        return { from: block * BLOCK_FRAMES, before: Math.min(before, (block + 1) * BLOCK_FRAMES) }
      }
      return null
    },
    bytes: () => total.get()?.bytes ?? 0,
    firstWithin(bytes) {
      let sum = 0
      for (const row of sizes.iterate()) {
        sum += row.bytes
        if (sum > bytes) return (row.block + 1) * BLOCK_FRAMES
      }
      return 0
    },
    close: () => void database.close(),
  }
}

function opened(file: string): Database.Database {
  try {
    return withTable(new Database(file))
  } catch {
    // Damaged, or made by something else: it is made again from the frames.
    for (const ending of ['', '-wal', '-shm']) rmSync(`${file}${ending}`, { force: true })
    return withTable(new Database(file))
  }
}

function withTable(database: Database.Database): Database.Database {
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = NORMAL')
  // Sizes are read without the signatures: these lie on pages of their own behind them.
  database.exec(/* sql */ `create table if not exists block (block integer primary key, bytes integer not null, signature blob not null)`)
  database.prepare(/* sql */ `select block, bytes, signature from block limit 1`).get()
  return database
}
