import { existsSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import Database from 'better-sqlite3'
import { beforeAll, describe, expect, it } from 'vitest'
import { rowsOf } from '../stories/story'
import { aConsole, aDirectory, ensureBuilt, signedIn } from './console'
import { type Answered, startLoad } from './load'

beforeAll(() => ensureBuilt(), 180_000)

const stations = 20

interface SessionFacts {
  session: number
  station: string
  transaction_id: string
  state: string
  start_text: string
  end_text: string | null
  sequence: string | null
}

/** What the database says of sessions, and how often it holds each CALL. */
function stored(directory: string) {
  const database = new Database(join(directory, 'plugboard.sqlite'), { readonly: true })
  try {
    const sessions = database.prepare<[], SessionFacts>('select * from session').all()
    const frames = database
      .prepare<[], { text: string }>(`select text from frame where direction = 'in' and kind = 'call'`)
      .all()
    return { sessions, frames: frames.map(({ text }) => text), check: database.pragma('integrity_check', { simple: true }) }
  } finally {
    database.close()
  }
}

const bySeqNo = (sequence: string) => JSON.parse(sequence) as { low: number; high: number; missing: number[] }

/** A receipt that the database knows nothing of, or knows twice. */
function broken(answered: Answered[], sessions: SessionFacts[]): Answered[] {
  const byId = Map.groupBy(sessions, ({ station, transaction_id: id }) => `${station} ${id}`)
  return answered.filter(({ station, action, payload, answer }) => {
    const found = (id: unknown) => byId.get(`${station} ${String(id)}`) ?? []
    switch (action) {
      case 'StartTransaction': {
        const rows = found(answer['transactionId'])
        return rows.length !== 1 || rows[0]?.start_text !== payload['timestamp']
      }
      case 'StopTransaction': {
        const rows = found(payload['transactionId'])
        return rows.length !== 1 || rows[0]?.state !== 'completed' || rows[0].end_text !== payload['timestamp']
      }
      case 'TransactionEvent': {
        const { transactionId } = payload['transactionInfo'] as { transactionId: string }
        const rows = found(transactionId)
        if (rows.length !== 1 || !rows[0]?.sequence) return true
        const { low, high, missing } = bySeqNo(rows[0].sequence)
        const seqNo = Number(payload['seqNo'])
        return low !== 0 || seqNo > high || missing.length > 0 || (payload['eventType'] === 'Ended') !== (seqNo === 4)
      }
      default:
        return false
    }
  })
}

/** Transactions whose start was answered and whose end was never sent: the last one of a station at most. */
function surelyRunning(answered: Answered[]): string[] {
  const running = new Map<string, string>()
  for (const { station, action, payload, answer } of answered) {
    const info = payload['transactionInfo'] as { transactionId: string } | undefined
    if (action === 'StartTransaction') running.set(station, `${station} ${String(answer['transactionId'])}`)
    if (action === 'StopTransaction' || payload['eventType'] === 'Ended') running.delete(station)
    if (payload['eventType'] === 'Started' && info) running.set(station, `${station} ${info.transactionId}`)
  }
  return [...running.values()]
}

describe('what was answered is on disk', () => {
  it('keeps every answered transaction message exactly once when it is killed under load', async () => {
    const directory = aDirectory()
    const console = aConsole(directory)
    const { chargers } = await console.ready()
    const load = await startLoad(chargers.replace('/<identity>', ''), stations)
    while (load.answered.length < 1_500) await delay(5)
    console.kill('SIGKILL')
    expect(await console.exited).toBeNull()
    await load.ended

    const again = aConsole(directory)
    const client = await signedIn((await again.ready()).web)
    const live = await rowsOf(client.sessions.watchLive())
    again.kill('SIGTERM')
    expect(await again.exited).toBe(0)

    const { sessions, frames, check } = stored(directory)
    expect(check).toBe('ok')
    expect(load.answered.filter(({ action }) => action === 'TransactionEvent').length).toBeGreaterThan(100)
    expect(load.answered.filter(({ action }) => action === 'StopTransaction').length).toBeGreaterThan(20)
    expect(broken(load.answered, sessions)).toEqual([])
    expect(new Set(sessions.map(({ session }) => session)).size).toBe(sessions.length)
    const open = sessions.filter(({ state }) => state !== 'completed')
    expect(open.length, 'one transaction of a station at a time').toBeLessThanOrEqual(stations)
    expect(live.map(({ session }) => session).sort()).toEqual(open.map(({ session }) => session).sort())
    const lively = new Set(live.map(({ station, transactionId }) => `${station} ${transactionId}`))
    // An end that was stored, but whose answer was lost with the process, is no running session any more.
    const ended = new Set(
      sessions.filter(({ state }) => state === 'completed').map(({ station, transaction_id: id }) => `${station} ${id}`),
    )
    expect(surelyRunning(load.answered).filter((id) => !lively.has(id) && !ended.has(id))).toEqual([])
    expect(lively.size).toBeGreaterThan(0)

    const counts = new Map<string, number>()
    for (const text of frames) {
      const id = (JSON.parse(text) as string[])[1]!
      counts.set(id, (counts.get(id) ?? 0) + 1)
    }
    expect([...counts.values()].filter((count) => count !== 1), 'no frame twice').toEqual([])
    expect(counts.size).toBeGreaterThanOrEqual(load.answered.length)
  })

  it('finishes answers, closes with 1001 and leaves a whole database when it is told to end under load', async () => {
    const directory = aDirectory()
    const console = aConsole(directory)
    const { chargers } = await console.ready()
    const load = await startLoad(chargers.replace('/<identity>', ''), stations)
    while (load.answered.length < 500) await delay(5)
    const toldAt = Date.now()
    console.kill('SIGTERM')
    expect(await console.exited).toBe(0)
    expect(Date.now() - toldAt).toBeLessThan(5_000)
    await load.ended
    expect(load.closes).toEqual(Array.from({ length: stations }, () => 1001))
    const log = join(directory, 'plugboard.sqlite-wal')
    expect(existsSync(log) && statSync(log).size > 0, 'everything is in the database itself').toBe(false)
    const { sessions, check } = stored(directory)
    expect(check).toBe('ok')
    expect(broken(load.answered, sessions)).toEqual([])
  })
})
