import { FORGIVEN_STEP_WH } from '../meter'
import { samePlace, type Session } from '../session'
import type { Audited, Situation } from './decision'
import type { Finding } from './transaction-event'

/**
 * A session begins below the register where the last one on its connector ended: the register rolled over, or the meter
 * was exchanged (quirk M26). It changes no energy, and whoever compares registers has to know. A station whose register
 * starts over with every session is another matter (M04): its last session began as low.
 */
export function meterReset(situation: Situation, session: Session): { findings: Finding[]; audit: Audited } | null {
  const startWh = session.meter.first?.wh ?? null
  const before = situation.sessions
    .recent()
    .find((other) => other.session !== session.session && samePlace(other.place, session.place) && other.startedAt <= session.startedAt)
  if (startWh === null || !before || before.endedAt === null || before.endedAt > session.startedAt) return null
  const endWh = before.meter.last?.wh ?? null
  const beganWh = before.meter.first?.wh ?? null
  if (endWh === null || beganWh === null) return null
  const isFallen = startWh < endWh - FORGIVEN_STEP_WH
  const startsOverEachTime = beganWh <= startWh + FORGIVEN_STEP_WH
  if (!isFallen || startsOverEachTime) return null
  return {
    findings: [{ code: 'M26', detail: `register ${startWh} Wh at the start after ${endWh} Wh at the end before` }],
    audit: { action: 'meter-reset', session: session.session, before: { registerWh: endWh }, after: { registerWh: startWh } },
  }
}
