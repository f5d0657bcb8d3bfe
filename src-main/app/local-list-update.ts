import type { LocalListResult } from '#contract/vocabulary'
import { contentOf, fitting, planUpdates } from '../domain/local-list'
import type { LocalListEntry, NeutralCall, StationReply } from '../domain/station-message'
import { StationCallError } from '../ocpp/station-host'
import type { StoredList } from './ports'

interface Update {
  /** @throws StationCallError */
  call(call: NeutralCall): Promise<StationReply>
  list: StoredList
  wanted: readonly LocalListEntry[]
  /** All of it, whatever is there. */
  full: boolean
}

/** Brings the list of one station up to date, and gives back what is known of it then. */
export async function updateList(update: Update): Promise<StoredList> {
  const { call, list } = update
  try {
    const there = (await call({ kind: 'local-list-version' })).listVersion ?? 0
    if (there < 0) return { ...list, version: null, content: null, result: 'not-supported' }
    const limits = list.mostEntries === null && list.perMessage === null ? await readLimits(call) : list
    const limited = { ...list, mostEntries: limits.mostEntries, perMessage: limits.perMessage }
    const first = await sendAll({ ...update, list: limited }, there)
    // The station counts otherwise than it says: only the whole list helps (OCPP 1.6, 5.15).
    return first.result === 'version-mismatch' && !update.full
      ? await sendAll({ ...update, list: first, full: true }, there)
      : first
  } catch (error) {
    if (!(error instanceof StationCallError)) throw error
    // What did arrive is not known.
    return { ...list, content: null, result: resultOf(error) }
  }
}

/** A station that tells no limits gets what there is; its refusal says the rest. */
async function readLimits(call: Update['call']): Promise<Pick<StoredList, 'mostEntries' | 'perMessage'>> {
  try {
    const { listLimits } = await call({ kind: 'local-list-limits' })
    return { mostEntries: listLimits?.entries ?? null, perMessage: listLimits?.perMessage ?? null }
  } catch (error) {
    if (error instanceof StationCallError && error.code === 'call-error') return { mostEntries: null, perMessage: null }
    throw error
  }
}

async function sendAll({ call, list, wanted, full }: Update, there: number): Promise<StoredList> {
  const fitted = fitting(wanted, list.mostEntries)
  const left = list.version !== null && list.content !== null ? { version: list.version, content: list.content } : null
  const updates = planUpdates({ wanted: fitted, there, left, perMessage: list.perMessage, isFull: full })
  const isCut = fitted.length < wanted.length
  const content = contentOf(fitted)
  if (updates.length === 0) return { ...list, version: there, content, result: isCut ? 'too-many' : 'up-to-date' }
  for (const { version, mode, entries } of updates) {
    const reply = await call({ kind: 'send-local-list', version, mode, entries })
    const failure = failures[reply.listUpdate ?? 'failed']
    if (failure !== null) return { ...list, version: there, content: null, result: failure }
  }
  // Some say yes and keep the old list (quirk K03): what counts is what the station says now.
  const now = (await call({ kind: 'local-list-version' })).listVersion ?? 0
  const wantedVersion = updates.at(-1)?.version
  if (now !== wantedVersion) return { ...list, version: now, content: null, result: 'version-mismatch' }
  return { ...list, version: now, content, result: isCut ? 'too-many' : 'done' }
}

const failures = {
  accepted: null,
  failed: 'rejected',
  'not-supported': 'not-supported',
  'version-mismatch': 'version-mismatch',
} as const satisfies Record<string, LocalListResult | null>

function resultOf(error: StationCallError): LocalListResult {
  switch (error.code) {
    case 'not-supported':
      return 'not-supported'
    case 'timeout':
    case 'connection-lost':
      return 'no-answer'
    case 'call-error':
      return error.answer?.code === 'NotImplemented' || error.answer?.code === 'NotSupported' ? 'not-supported' : 'rejected'
  }
}
