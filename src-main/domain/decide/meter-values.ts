import type { Sample } from '#contract/sessions'
import type { Place } from '#contract/vocabulary'
import { isLifetimeRegister } from '../compatibility'
import { absorb, ASSUMED_RATED_POWER_W, emptyMeter, type MeterOutcome } from '../meter'
import { heardOf } from '../review'
import { hasBegun, isOpen, samePlace, type Session, withMarks } from '../session'
import { connectorAt, resolvePlace, type Station, withConnector } from '../station'
import type { MeterValuesMessage } from '../station-message'
import { adopted } from './adoption'
import { datedSamples, decided, type Decision, signedRows, type Situation } from './decision'
import { unauthorised } from './unauthorised'

/** Readings that come after the end belong to the ended session for this long (quirk M09). */
export const LATE_READINGS_MS = 15 * 60_000

export function decideMeterValues(situation: Situation, message: MeterValuesMessage): Decision {
  const place = resolvePlace(situation.station, message.place)
  const { samples, marks } = datedSamples(situation, message.samples)
  const known = ownerOf(situation, message, { place, samples })
  const strange = known ? null : message.transactionId
  const session = strange !== null && !isStationMade(strange) ? adopted(situation, { transactionId: strange, place, samples }) : known
  const stray = strange === null ? [] : [{ code: 'T13', detail: `transaction ${strange} unknown` }]
  if (!session) {
    return decided(situation, { kind: 'acknowledged' }, { findings: stray, station: withPower(situation, place, absorb(emptyMeter, samples, ASSUMED_RATED_POWER_W)) })
  }
  if (!isOpen(session)) {
    const inTime = samples.filter((sample) => sample.at <= (session.endedAt ?? 0) + LATE_READINGS_MS)
    return decided(
      situation,
      { kind: 'acknowledged' },
      { samples: [{ session: session.session, samples: inTime }], signed: signedRows(situation, { session: session.session, signed: message.signed }) },
    )
  }
  // One message may hold what was measured before the session, as readings on the clock do.
  const own = message.transactionId === null ? samples.filter(({ at }) => hasBegun(session, at)) : samples
  const outcome = absorb(session.meter, own, ASSUMED_RATED_POWER_W, isLifetimeRegister(situation.station))
  const isFlowing = outcome.meter.energyWh > session.meter.energyWh
  const heard = heardOf({ ...aliased(session, message), meter: outcome.meter }, situation.receivedAt, isFlowing)
  const step = unauthorised(withMarks(heard, [...marks, ...outcome.marks]))
  return decided(
    situation,
    { kind: 'acknowledged' },
    {
      station: withPower(situation, session.place ?? place, outcome),
      sessions: [step.session],
      samples: [{ session: session.session, samples: own }],
      signed: signedRows(situation, { session: session.session, signed: message.signed }),
      findings: [...stray, ...outcome.findings, ...step.findings],
      audit: known ? [] : [{ action: 'adopted', session: session.session, before: {}, after: { transactionId: session.transactionId } }],
    },
  )
}

/** By its id; without a usable one by its connector (1.6 stations often leave the id out). */
function ownerOf(
  situation: Situation,
  { transactionId }: MeterValuesMessage,
  told: { place: Place | null; samples: readonly Sample[] },
): Session | null {
  const { sessions } = situation
  if (transactionId === null) return runningAt(situation, told)
  const named = sessions.byTransaction(transactionId)
  if (!isStationMade(transactionId)) return named
  // Stations count such ids anew after a reboot: what runs now goes before what once had the id.
  if (named && isOpen(named)) return named
  return runningAt(situation, told) ?? named
}

/** The session that ran on the connector when it was measured; readings out of a queue may be of one that is over. */
function runningAt(situation: Situation, { place, samples }: { place: Place | null; samples: readonly Sample[] }): Session | null {
  const at = Math.max(...samples.map((sample) => sample.at))
  // Readings of a free connector say nothing of a session that is believed to be over.
  const isCharging = place !== null && connectorAt(situation.station, place)?.chargingState === 'charging'
  const ran = ({ state, endedAt }: Session) =>
    state === 'completed' ? at <= (endedAt ?? 0) + LATE_READINGS_MS : state === 'running' || isCharging
  return situation.sessions.recent().find((session) => samePlace(session.place, place) && hasBegun(session, at) && ran(session)) ?? null
}

/** Some stations speak of a transaction by a negative id of their own until they learn ours (quirk T02). */
export const isStationMade = (transactionId: string) => transactionId.startsWith('-')

export function aliased(session: Session, message: { transactionId: string | null }): Session {
  const { transactionId } = message
  if (transactionId === null || transactionId === session.transactionId || !isStationMade(transactionId)) return session
  return { ...session, alias: transactionId }
}

/** The connector shows what was just measured on it, session or not. */
export function withPower(situation: Situation, place: Session['place'], outcome: MeterOutcome): Station {
  const connector = place ? connectorAt(situation.station, place) : null
  if (!connector || !outcome.meter.power) return situation.station
  return withConnector(situation.station, { ...connector, power: outcome.meter.power })
}
