import { parseStationTime } from '../clock'
import { factOf, learning } from '../compatibility'
import { normaliseIdToken, reversedBytes } from '../id-token'
import { kindOfEvent } from '../security/security-event'
import type { StationMessage } from '../station-message'
import { decideAlarms } from './alarms'
import { decideAuthorize } from './authorize'
import { decideBoot } from './boot'
import { decided, type Decision, type Situation } from './decision'
import { decideChargingNeeds } from './charging-needs'
import { decideCertificateRequest } from './certificate-request'
import { decideMeterValues } from './meter-values'
import { decideConnectorStatus, decideStationStatus } from './status'
import { decideTransaction } from './transaction'

/** The rules of Plugboard: one message of one station, and all that follows from it. Pure. */
export function decide(situation: Situation, message: StationMessage): Decision {
  return learning(ruled(situation, asRead(situation, message)), situation.receivedAt)
}

/** A reader that tells the numbers of cards backwards (quirk A01). What it was told from here it repeats as it was told. */
function asRead(situation: Situation, message: StationMessage): StationMessage {
  if (message.kind !== 'authorize' && message.kind !== 'transaction') return message
  if (message.idToken === null || factOf(situation.station, 'tagByteOrder') === 'as-sent') return message
  const normalised = normaliseIdToken(message.idToken.value)
  const turned = situation.isRemote(normalised) ? null : reversedBytes(normalised)
  return turned === null ? message : { ...message, idToken: { ...message.idToken, value: turned } }
}

function ruled(situation: Situation, message: StationMessage): Decision {
  switch (message.kind) {
    case 'boot':
      return decideBoot(situation, message)
    case 'heartbeat':
      return decided(situation, { kind: 'heartbeat', now: situation.receivedAt })
    case 'connector-status':
      return decideConnectorStatus(situation, message)
    case 'station-status':
      return decideStationStatus(situation, message)
    case 'authorize':
      return decideAuthorize(situation, message.idToken)
    case 'transaction':
      return decideTransaction(situation, message)
    case 'meter-values':
      return decideMeterValues(situation, message)
    case 'alarms':
      return decideAlarms(situation, message.alarms)
    case 'data-transfer':
      // No vendor extension is known yet; saying so lets the station stop trying.
      return decided(situation, { kind: 'data-transfer', status: 'unknown-vendor' })
    case 'security-event':
      return decided(
        situation,
        { kind: 'acknowledged' },
        { securityEvent: securityEventOf(situation, message) },
      )
    case 'certificate-request':
      return decideCertificateRequest(situation, message)
    case 'charging-needs':
      return decideChargingNeeds(situation, message)
    case 'limit-ask':
      return decideLimitAsk(situation, message.profile)
    case 'unanswerable':
      return decided(situation, { kind: 'acknowledged' }, { news: [{ kind: 'declined', what: message.what, detail: message.detail }] })
    case 'firmware-status':
    case 'log-status':
    case 'report':
    case 'profile-report':
    case 'monitor-report':
    case 'display-report':
    case 'customer-report':
    case 'stream-opened':
    case 'stream-closed':
    case 'stream-values':
    case 'reservation-update':
    case 'noted':
      return decided(situation, { kind: 'acknowledged' })
    default:
      return message satisfies never
  }
}

/** 2.1 K28: a station asks anew what a dynamic profile allows. */
function decideLimitAsk(situation: Situation, profile: number | null): Decision {
  const limit = profile === null ? null : situation.renewedLimit(profile)
  const news = limit === null ? [{ kind: 'declined' as const, what: 'dynamic-limit' as const, detail: profile === null ? null : String(profile) }] : []
  return decided(situation, { kind: 'limit', limit }, { news })
}

function securityEventOf({ station, receivedAt }: Situation, message: Extract<StationMessage, { kind: 'security-event' }>) {
  const { event, info, isCritical } = message
  const kind = kindOfEvent(event, { at: station.bootAt, receivedAt })
  return { event, kind, info, isCritical, at: eventTime(message.time, receivedAt) }
}

const eventTime = (text: string | null, receivedAt: number) => (text && parseStationTime(text)?.at) || receivedAt
