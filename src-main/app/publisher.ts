import type { HandshakeDetail } from '#contract/handshakes'
import type { Session } from '../domain/session'
import type { Cost, StationMessage, ToldTariff } from '../domain/station-message'
import type { ConnectionEnd, StationConnection } from '../ocpp/station-host'
import { stackOf } from './error-stack'
import type { Commit, Log } from './ports'
import type { FrameRecord } from './trace-ports'

/** What changed in a turn, for those who show it. Called after the commit. */
export interface Publisher {
  stations(changed: readonly string[]): void
  /** Their socket opened or closed, which their sessions show as well. */
  links(changed: readonly string[]): void
  /** A sign of life, or a message. */
  seen(station: string): void
  sessions(changed: readonly Session[]): void
  /** The tariffs that sessions of a turn begin with; ids from `firstNew` on are new. Asked before the commit. */
  policies(changed: readonly Session[], firstNew: number): Commit['policies']
  /** What an ended session costs, as it is recorded. Null: nothing is. */
  cost(session: number): Cost | null
  /** The price of a user for a station that shows it; null: it is the one for all, or the station shows none. */
  priceOf(station: string, idToken: string): ToldTariff | null
  samples(added: Commit['samples']): void
  /** Before stations are answered, since the answer to the end of a session may say what it cost. */
  courses(changed: readonly Session[], commit: Pick<Commit, 'samples' | 'statusChanges' | 'policies'>): void
  frames(stored: readonly FrameRecord[]): void
  handshakes(rows: readonly HandshakeDetail[]): void
  storage(state: 'ok' | 'full' | 'busy'): void
  /** Tokens that were shown, and learned. */
  tokens(changed: Pick<Commit, 'tokens' | 'learned'>): void
  /** Stations that told events, or asked in vain. */
  news(stations: readonly string[]): void
  /** Events that came, and requests for certificates. */
  security(stored: Pick<Commit, 'securityEvents' | 'certificateRequests'>): void
  /** It is the one to talk to from now on. */
  connected(connection: StationConnection): void
  /** A boot was answered, or the settle time passed without one. */
  settled(connection: StationConnection, bootSeen: boolean): void
  /** A socket of the station closed, be it the live one or another. */
  gone(connection: StationConnection, end: ConnectionEnd): void
  /** A message was stored and answered. */
  told(connection: StationConnection, message: StationMessage): void
}

/** What goes wrong with tariffs and courses must not keep a station from its answer. */
export function guarded(publish: Publisher, log: Log): Publisher {
  return {
    ...publish,
    policies(changed, firstNew) {
      try {
        return publish.policies(changed, firstNew)
      } catch (error) {
        log.error('no tariff could be found', { error: stackOf(error) })
        return []
      }
    },
    priceOf(station, idToken) {
      try {
        return publish.priceOf(station, idToken)
      } catch (error) {
        log.error('no price could be found', { error: stackOf(error) })
        return null
      }
    },
    courses(changed, commit) {
      try {
        publish.courses(changed, commit)
      } catch (error) {
        log.error('courses could not be followed', { error: stackOf(error) })
      }
    },
  }
}
