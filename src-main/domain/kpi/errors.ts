import type { ErrorKind } from '#contract/kpi-history'
import type { StatusAt } from './socket-states'

/** Errors of a station, equal ones that follow each other closely as one (KPI definitions 8). */
export interface ErrorAt {
  station: string
  evse: number | null
  kind: ErrorKind
  code: string | null
  vendorCode: string | null
  vendorId: string | null
  info: string | null
  firstAt: number
  lastAt: number
  count: number
  /** Null: it lasts. */
  clearedAt: number | null
  session: number | null
}

const SAME_ERROR_MS = 10 * 60_000

/** `statuses` of one station, rising. A fault lasts until its connector tells another status without it. */
export function faultsOf(station: string, statuses: readonly StatusAt[]): ErrorAt[] {
  const entries: ErrorAt[] = []
  const open = new Map<string, ErrorAt>()
  for (const status of statuses) {
    const { evse, connector, at } = status
    const key = `${evse} ${connector}`
    const lasting = open.get(key)
    const isFault = status.errorCode !== null || status.status === 'faulted'
    if (lasting && isFault && lasting.code === null) {
      // First it says that something is wrong, and then what.
      Object.assign(lasting, wordsOf(status), { lastAt: at })
      continue
    }
    if (lasting && isFault && isEqual(lasting, status)) {
      lasting.lastAt = at
      lasting.count += 1
      continue
    }
    if (lasting) {
      lasting.clearedAt = at
      open.delete(key)
    }
    if (!isFault) continue
    const recent = entries.findLast((entry) => entry.evse === evse && isEqual(entry, status) && at - entry.lastAt <= SAME_ERROR_MS)
    const entry = recent ?? started(station, status)
    if (recent) Object.assign(recent, { lastAt: at, count: recent.count + 1, clearedAt: null })
    else entries.push(entry)
    open.set(key, entry)
  }
  return entries
}

const wordsOf = ({ errorCode, vendorCode, vendorId, info }: StatusAt) => ({ code: errorCode, vendorCode, vendorId, info })

const started = (station: string, status: StatusAt): ErrorAt => ({
  ...wordsOf(status), station, evse: status.evse, kind: 'fault', firstAt: status.at, lastAt: status.at, count: 1, clearedAt: null, session: null,
})

const isEqual = (entry: ErrorAt, { errorCode, vendorCode }: StatusAt) => entry.code === errorCode && entry.vendorCode === vendorCode

const DAY_MS = 86_400_000
const REPEATS = { times: 3, days: 2 }

/** Those whose code came three times or more, on two days or more. */
export function repeatingOf(entries: readonly ErrorAt[]): Set<ErrorAt> {
  const groups = Map.groupBy(entries.filter(({ kind }) => kind === 'fault'), ({ station, evse, code, vendorCode }) => JSON.stringify([station, evse, code, vendorCode]))
  const repeating = [...groups.values()].filter((group) => {
    const times = group.reduce((sum, { count }) => sum + count, 0)
    const days = new Set(group.flatMap(({ firstAt, lastAt }) => [firstAt, lastAt]).map((at) => Math.floor(at / DAY_MS)))
    return times >= REPEATS.times && days.size >= REPEATS.days
  })
  return new Set(repeating.flat())
}
