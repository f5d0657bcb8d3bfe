import type { Station } from '../station'
import type { Boot, BootVerdict } from '../station-message'
import { inheriting } from '../inherit'
import { decided, type Decision, type Situation } from './decision'

/** How soon a station that waits in quarantine asks again. It must not be told 0 (quirk B06). */
export const PENDING_RETRY_S = 30
/** A refused one is in no hurry; after a change of mind it is let in within minutes. */
export const REJECTED_RETRY_S = 300

/** So many boots in so short a time are a loop (quirk B05). */
const LOOP_BOOTS = 5
const LOOP_MS = 10 * 60_000
/** A loop of a few seconds is not counted for ever. */
const MOST_BOOTS = 200

/** Since when the station restarts again and again, and how often; null: it does not. */
export function bootLoopOf({ recentBoots }: Pick<Station, 'recentBoots'>, now: number): { since: number; boots: number } | null {
  const boots = recentBoots.filter((at) => now - at < LOOP_MS)
  const [since] = boots
  return since !== undefined && boots.length >= LOOP_BOOTS ? { since, boots: boots.length } : null
}

export function bootVerdict({ admission }: Pick<Station, 'admission'>, { heartbeatIntervalS }: Pick<Situation['policy'], 'heartbeatIntervalS'>, now: number): BootVerdict {
  switch (admission) {
    case 'registered':
      return { kind: 'boot', registration: 'accepted', intervalS: heartbeatIntervalS, now }
    case 'quarantined':
      return { kind: 'boot', registration: 'pending', intervalS: PENDING_RETRY_S, now }
    case 'refused':
      return { kind: 'boot', registration: 'rejected', intervalS: REJECTED_RETRY_S, now }
  }
}

/** A boot never fails on what it lacks (quirk B03); what it does not say keeps the last known value. */
export function decideBoot(situation: Situation, boot: Boot): Decision {
  const { station, receivedAt, policy } = situation
  const isRegistered = station.admission === 'registered'
  const verdict = bootVerdict(station, policy, receivedAt)
  // A boot that was only asked for restarts nothing.
  const isRestart = boot.reason !== 'Triggered'
  const known = station.recentBoots.filter((at) => receivedAt - at < LOOP_MS).slice(-MOST_BOOTS)
  const recentBoots = isRestart ? [...known, receivedAt] : known
  const loop = bootLoopOf({ recentBoots }, receivedAt)
  const meter = meterAfter(station, boot, receivedAt)
  const findings = [
    ...(boot.vendor && boot.model ? [] : [{ code: 'B03', detail: 'vendor or model missing' }]),
    ...(loop && !bootLoopOf({ recentBoots: known }, receivedAt) ? [{ code: 'B05', detail: `${loop.boots} boots in 10 minutes` }] : []),
    ...(meter.isNews ? [{ code: 'M26', detail: `meter ${station.meterSerial} became ${boot.meterSerial}` }] : []),
  ]
  const told: Station = {
    ...station,
    vendor: boot.vendor ?? station.vendor,
    model: boot.model ?? station.model,
    serial: boot.serial ?? station.serial,
    firmware: boot.firmware ?? station.firmware,
    iccid: boot.iccid ?? station.iccid,
    imsi: boot.imsi ?? station.imsi,
    meterType: boot.meterType ?? station.meterType,
    meterSerial: boot.meterSerial ?? station.meterSerial,
    meterQuestion: meter.question,
    bootAt: receivedAt,
    bootReason: boot.reason,
    recentBoots,
    rebootPendingSince: isRestart ? null : station.rebootPendingSince,
    heartbeatIntervalS: isRegistered ? verdict.intervalS : station.heartbeatIntervalS,
  }
  return decided(
    situation,
    verdict,
    {
      findings,
      station: inheriting(told, { before: station, others: situation.stations, at: receivedAt }),
    },
  )
}

/**
 * A meter with another number is another meter, or the number was entered anew: only a person knows (quirk M26). Where
 * the old number comes back, there is nothing to ask.
 */
function meterAfter(station: Station, boot: Boot, at: number): { question: Station['meterQuestion']; isNews: boolean } {
  const { meterQuestion: asked, meterSerial: known } = station
  const { meterSerial: told } = boot
  if (told === null || known === null || told === known) return { question: asked, isNews: false }
  const before = asked?.before ?? known
  return { question: told === before ? null : { before, after: told, at }, isNews: true }
}
