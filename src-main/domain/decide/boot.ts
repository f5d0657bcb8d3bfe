import type { Boot } from '../station-message'
import { decided, type Decision, type Situation } from './decision'

/** How soon a station that waits in quarantine asks again. It must not be told 0 (quirk B06). */
export const PENDING_RETRY_S = 30

/** A boot never fails on what it lacks (quirk B03); what it does not say keeps the last known value. */
export function decideBoot(situation: Situation, boot: Boot): Decision {
  const { station, receivedAt, policy } = situation
  const isRegistered = station.admission === 'registered'
  const intervalS = isRegistered ? policy.heartbeatIntervalS : PENDING_RETRY_S
  const findings = boot.vendor && boot.model ? [] : [{ code: 'B03', detail: 'vendor or model missing' }]
  return decided(
    situation,
    { kind: 'boot', registration: isRegistered ? 'accepted' : 'pending', intervalS, now: receivedAt },
    {
      findings,
      station: {
        ...station,
        vendor: boot.vendor ?? station.vendor,
        model: boot.model ?? station.model,
        serial: boot.serial ?? station.serial,
        firmware: boot.firmware ?? station.firmware,
        iccid: boot.iccid ?? station.iccid,
        imsi: boot.imsi ?? station.imsi,
        meterType: boot.meterType ?? station.meterType,
        meterSerial: boot.meterSerial ?? station.meterSerial,
        bootAt: receivedAt,
        bootReason: boot.reason,
        // A boot that was only asked for restarts nothing.
        rebootPendingSince: boot.reason === 'Triggered' ? station.rebootPendingSince : null,
        heartbeatIntervalS: isRegistered ? intervalS : station.heartbeatIntervalS,
      },
    },
  )
}
