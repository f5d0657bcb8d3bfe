import type { AlertRow, AlertRule } from '#contract/alerts'
import { MINUTE_MS, type Observation } from './observation'

/** An alert as it is kept: its names are added when it is shown. */
export type Alert = Omit<AlertRow, 'stationName' | 'siteName'> & {
  subject: string
  /** Since when what it tells of is over. Null: it is so. */
  clearSince: number | null
}

export interface LedgerChanges {
  /** Without their numbers. */
  opened: Omit<Alert, 'alert'>[]
  updated: Alert[]
  ended: Alert[]
}

/** How much a figure has to change before a row is written again: they change with every look. */
const WORTH_WRITING = 0.1

/**
 * What becomes of the alerts of one rule with what is observed now. One subject is one alert, however often it is seen;
 * it ends when it was over for as long as the rule says, so that what comes and goes is one alert too.
 */
export function ledger(
  rule: Pick<AlertRule, 'rule' | 'resetMinutes'>,
  { observed, alerts, now }: { observed: readonly Observation[]; alerts: readonly Alert[]; now: number },
): LedgerChanges {
  const bySubject = new Map(alerts.map((alert) => [alert.subject, alert]))
  const seen = new Map(observed.map((observation) => [observation.subject, observation]))
  const changes: LedgerChanges = { opened: [], updated: [], ended: [] }
  for (const observation of seen.values()) {
    const known = bySubject.get(observation.subject)
    if (!known) changes.opened.push(opened(rule.rule, observation, now))
    else if (isWorthWriting(known, observation)) changes.updated.push(renewed(known, observation, now))
  }
  for (const alert of alerts) {
    if (seen.has(alert.subject)) continue
    const clearSince = alert.clearSince ?? now
    if (now - clearSince >= rule.resetMinutes * MINUTE_MS) changes.ended.push(over(alert, now))
    else if (alert.clearSince === null) changes.updated.push({ ...alert, clearSince })
  }
  return changes
}

export const over = (alert: Alert, now: number): Alert => ({ ...alert, state: 'ended', endedAt: now, clearSince: null })

function opened(rule: number, { kind, subject, station, site, place, session, since, figures, words }: Observation, now: number): Omit<Alert, 'alert'> {
  return {
    rule, kind, subject, station, site, place, session, since, figures, words,
    state: 'open', openedAt: now, lastAt: now, endedAt: null, acknowledged: null, clearSince: null,
  }
}

const renewed = (known: Alert, { figures, words }: Observation, now: number): Alert => ({ ...known, figures, words, lastAt: now, clearSince: null })

function isWorthWriting(known: Alert, { figures, words }: Observation): boolean {
  if (known.clearSince !== null || known.words['variant'] !== words['variant'] || known.words['code'] !== words['code']) return true
  return Object.entries(figures).some(([name, value]) => {
    const before = known.figures[name]
    return before === undefined || Math.abs(value - before) > WORTH_WRITING * Math.abs(before)
  })
}
