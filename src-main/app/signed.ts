import type { MeterKey, SignedSession } from '#contract/signed'
import { configuredKeys } from '../domain/signed/configured-keys'
import { recognisedKey } from '../domain/signed/public-key'
import { transparencyXml } from '../domain/signed/transparency-xml'
import { FaultError } from './fault-error'
import type { Clock, Store } from './ports'
import type { WorkingSet } from './working-set'

/** What meters have signed, checked, and the keys that it is checked with. @throws FaultError */
export interface SignedDesk {
  session(session: number): Promise<SignedSession>
  xml(session: number): Promise<{ name: string; text: string }>
  keys(station: string): MeterKey[]
  addKey(station: string, key: { text: string; evse: number | null }): MeterKey
  removeKey(station: string, id: number): void
}

export function createSignedDesk({ clock, store, set }: { clock: Clock; store: Store; set: WorkingSet }): SignedDesk {
  async function session(id: number): Promise<SignedSession> {
    const found = await store.signedReader.session(id)
    if (!found) throw new FaultError('SESSION_NOT_FOUND', { session: id })
    return found
  }

  function demandStation(station: string): void {
    if (!set.find(station)) throw new FaultError('STATION_NOT_FOUND', { station })
  }

  function shown(key: Omit<MeterKey, 'fingerprint' | 'curve'>): MeterKey {
    const read = recognisedKey(key.text)
    return { ...key, fingerprint: read?.fingerprint ?? null, curve: read?.curve ?? null }
  }

  return {
    session,
    async xml(id) {
      const found = await session(id)
      if (found.values.length === 0) throw new FaultError('NOTHING_SIGNED', { session: id })
      return { name: `session-${id}-signed.xml`, text: transparencyXml(found) }
    },
    keys(station) {
      demandStation(station)
      const told = configuredKeys(store.configuration.current(station).settings)
      return [
        ...store.signed.keys(station).map((key) => shown({ ...key, source: 'person' })),
        ...told.map((key) => shown({ ...key, id: null, source: 'configuration', addedAt: null })),
      ]
    },
    addKey(station, { text, evse }) {
      demandStation(station)
      const read = recognisedKey(text)
      if (!read) throw new FaultError('NO_METER_KEY', {})
      const known = store.signed.keys(station).find((key) => key.evse === evse && recognisedKey(key.text)?.fingerprint === read.fingerprint)
      return shown({ ...(known ?? store.signed.addKey(station, { text, evse, addedAt: clock.now() })), source: 'person' })
    },
    removeKey(station, id) {
      demandStation(station)
      store.signed.removeKey(station, id)
    },
  }
}
