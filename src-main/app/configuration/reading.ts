import { settingKey } from '../../domain/configuration/setting-value'
import type { NeutralCall, ReportedSetting } from '../../domain/station-message'
import type { StationConnection } from '../../ocpp/station-host'
import type { Asked } from '../commands'

/** A station that fails this often in a row is not asked for the rest. */
const MOST_FAILURES = 3
const MOST_PER_REQUEST = 50

export interface Reading {
  settings: ReportedSetting[]
  /** What was asked for in vain. */
  gaps: string[]
}

/** What a reading needs of the station and of those who wait for it. */
export interface ReadingContext {
  connection: StationConnection
  ask(call: NeutralCall): Promise<Asked>
  /** The report that follows a request for one; null: the station makes none. */
  report(): Promise<Reading | null>
  /** Names that it told in earlier readings, besides those of the standard. */
  known: readonly string[]
  /** It lists no more settings than this at once (quirk K01); null: all. */
  mostAtOnce: number | null
  progress(received: number, total: number | null): void
  signal: AbortSignal
}

/** Thrown when the station is gone before all was asked. */
export class ReadingLost extends Error {}

/** All settings, in the way that the station takes. `mostAtOnce` is what was learned of it (quirk K01). */
export async function readAll(context: ReadingContext): Promise<Reading & { mostAtOnce: number | null }> {
  const { connection } = context
  if (connection.actionOf('report-settings') !== null) {
    const reported = await context.report()
    if (reported !== null) return { ...reported, mostAtOnce: null }
  } else if (context.mostAtOnce === null) {
    const { reply, failure } = await context.ask({ kind: 'read-settings', names: null })
    if (failure?.code === 'connection-lost') throw new ReadingLost()
    const settings = reply?.settings ?? []
    if (settings.length > 0) return { settings, gaps: [], mostAtOnce: null }
  }
  return readByName(context)
}

async function readByName(context: ReadingContext): Promise<Reading & { mostAtOnce: number }> {
  const { standard, mostRead, read } = context.connection.settingHabits
  const names = [...new Map([...standard, ...context.known].map((name) => [settingKey(name), name])).values()]
  const limit = await readNamed(context, { names: [mostRead], size: 1 })
  const size = Math.min(limitOf(limit.settings[0]?.value, read), context.mostAtOnce ?? MOST_PER_REQUEST)
  return { ...(await readNamed(context, { names, size, total: names.length })), mostAtOnce: size }
}

/** How many fit into one request: what the station says, else what every station takes. */
export function limitOf(told: string | null | undefined, fallback: number): number {
  const limit = Number(told)
  return Number.isInteger(limit) && limit >= 1 ? Math.min(limit, MOST_PER_REQUEST) : fallback
}

/** Reads some settings by name. What the station cannot take at once it is asked for in smaller portions. */
export async function readNamed(
  context: Pick<ReadingContext, 'ask' | 'progress' | 'signal'>,
  { names, size, total }: { names: readonly string[]; size: number; total?: number },
): Promise<Reading> {
  const settings: ReportedSetting[] = []
  const gaps: string[] = []
  let portion = size
  let failures = 0
  let at = 0
  while (at < names.length && failures < MOST_FAILURES) {
    context.signal.throwIfAborted()
    const asked = names.slice(at, at + portion)
    const { reply, failure } = await context.ask({ kind: 'read-settings', names: asked })
    if (failure?.code === 'connection-lost') throw new ReadingLost()
    if (reply?.settings) {
      settings.push(...reply.settings)
      at += asked.length
      failures = 0
      if (total !== undefined) context.progress(at, total)
    } else if (asked.length > 1) {
      portion = Math.ceil(portion / 2)
      failures += 1
    } else {
      gaps.push(...asked)
      at += 1
      failures += 1
    }
  }
  context.signal.throwIfAborted()
  return { settings, gaps: [...gaps, ...names.slice(at)] }
}
