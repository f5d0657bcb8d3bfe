import { parseStationTime } from '../clock'
import { learning } from '../compatibility'
import type { StationMessage } from '../station-message'
import { decideAlarms } from './alarms'
import { decideAuthorize } from './authorize'
import { decideBoot } from './boot'
import { decided, type Decision, type Situation } from './decision'
import { decideMeterValues } from './meter-values'
import { decideConnectorStatus, decideStationStatus } from './status'
import { decideTransaction } from './transaction'

/** The rules of Plugboard: one message of one station, and all that follows from it. Pure. */
export function decide(situation: Situation, message: StationMessage): Decision {
  return learning(ruled(situation, message), situation.receivedAt)
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
        { securityEvent: { event: message.event, info: message.info, at: eventTime(message.time, situation.receivedAt) } },
      )
    case 'firmware-status':
    case 'log-status':
    case 'report':
    case 'profile-report':
    case 'reservation-update':
    case 'noted':
      return decided(situation, { kind: 'acknowledged' })
    default:
      return message satisfies never
  }
}

const eventTime = (text: string | null, receivedAt: number) => (text && parseStationTime(text)?.at) || receivedAt
