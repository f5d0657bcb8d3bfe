import type { Clock, Passwords } from '../ports'
import type { NewSecurityEvent, SecurityStore, StationKeys } from '../security-ports'
import type { StationEntry } from '../working-set'
import { ownEvent } from './own-event'

const WRONG_TIMES = 5
const WRONG_WINDOW_MS = 600_000

/**
 * The passwords of stations. A new one counts beside the old one until the station came with it, then the old one is
 * gone; whoever uses it later may have stolen it (1.6 whitepaper A01, OCPP 2.0.1 A01.FR.11 and 12).
 */
export interface Keys {
  of(station: string): StationKeys
  hasPassword(entry: StationEntry): boolean
  /** Does any of the candidates fit? The first use of a new one ends the old one. @throws StorageFullError */
  fits(entry: StationEntry, candidates: readonly Buffer[]): Promise<boolean>
  /** A person decides: it counts at once. Null: none. @throws StorageFullError */
  set(entry: StationEntry, password: string | null): Promise<void>
  /** The station has accepted it. @throws StorageFullError */
  expect(entry: StationEntry, hash: string): void
}

export function createKeys(parts: {
  clock: Clock
  passwords: Passwords
  store: Pick<SecurityStore, 'keys' | 'saveKeys'>
  raise: (event: NewSecurityEvent) => void
}): Keys {
  const { clock, passwords, store, raise } = parts
  const known = new Map(store.keys().map((keys) => [keys.station.toLowerCase(), keys]))
  const wrong = new Map<string, number[]>()

  const of = (station: string): StationKeys =>
    known.get(station.toLowerCase()) ?? { station, since: null, pendingHash: null, pendingSince: null, retiredHash: null }

  function save(entry: StationEntry, keys: StationKeys, passwordHash: string | null): void {
    store.saveKeys(keys, passwordHash)
    known.set(keys.station.toLowerCase(), keys)
    entry.passwordHash = passwordHash
  }

  function noteWrong(station: string): void {
    const now = clock.now()
    const times = [...(wrong.get(station) ?? []), now].filter((at) => now - at < WRONG_WINDOW_MS)
    wrong.set(station, times.length < WRONG_TIMES ? times : [])
    if (times.length < WRONG_TIMES) return
    const info = `${WRONG_TIMES} wrong passwords within ${WRONG_WINDOW_MS / 60_000} minutes`
    raise(ownEvent('WrongPasswordRepeated', { station, at: now, info, isCritical: true }))
  }

  return {
    of,
    hasPassword: (entry) => entry.passwordHash !== null || of(entry.station.station).pendingHash !== null,
    async fits(entry, candidates) {
      const { station } = entry.station
      if (entry.passwordHash !== null && (await passwords.fits(candidates, entry.passwordHash))) return true
      const keys = of(station)
      if (keys.pendingHash !== null && (await passwords.fits(candidates, keys.pendingHash))) {
        const { pendingHash } = keys
        save(entry, { station, since: clock.now(), pendingHash: null, pendingSince: null, retiredHash: entry.passwordHash }, pendingHash)
        return true
      }
      if (keys.retiredHash !== null && (await passwords.fits(candidates, keys.retiredHash))) {
        const info = 'a connection with the password from before the last change was refused'
        raise(ownEvent('OldKeyReturned', { station, at: clock.now(), info, isCritical: true }))
        return false
      }
      noteWrong(station)
      return false
    },
    async set(entry, password) {
      const { station } = entry.station
      const hash = password === null ? null : await passwords.hash(password)
      const since = hash === null ? null : clock.now()
      save(entry, { station, since, pendingHash: null, pendingSince: null, retiredHash: null }, hash)
    },
    expect(entry, hash) {
      const { station } = entry.station
      save(entry, { ...of(station), pendingHash: hash, pendingSince: clock.now() }, entry.passwordHash)
    },
  }
}
