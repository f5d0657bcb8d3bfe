import { compatibilityFields } from '#contract/compatibility-fields'
import type { AppInfo } from '#contract/read-models'
import { factOf } from '../../domain/compatibility'
import type { Session } from '../../domain/session'
import type { ActionCatalog } from '../../ocpp/station-host'
import type { DoorNote, Secrets } from '../access-ports'
import type { AlertSenders, DiskSpace, SecretKeeper } from '../alerts-ports'
import type { BillPress } from '../bill-ports'
import { createConnections } from '../connections'
import type { Doorstep } from '../doorstep-ports'
import type { StreetMap } from '../street-map-ports'
import type { LetterPress } from '../letter-ports'
import type { Clock, Log, Passwords, Store } from '../ports'
import type { ListenerPlan } from '../security/listeners'
import type { CertificateAuthority } from '../security-ports'
import type { FileDoors } from '../transfer-ports'
import type { createVendorCodes } from '../vendor-codes'
import { workingSetOf } from '../working-set'

/** What the core is given from outside. */
export interface World {
  clock: Clock
  log: Log
  store: Store
  passwords: Passwords
  catalog: ActionCatalog
  doors: FileDoors
  doorstep: Doorstep
  /** What the codes of vendors mean: the user's own and those that come with Plugboard. */
  vendorCodes: Parameters<typeof createVendorCodes>[0]
  press: LetterPress
  streetMap: StreetMap
  billPress: BillPress
  secrets: Secrets
  note: DoorNote
  senders: AlertSenders
  secretKeeper: SecretKeeper
  space: DiskSpace
  info: () => AppInfo
  authority: CertificateAuthority
  listeners: ListenerPlan
  /** Host name and addresses of this computer. */
  ownNames: () => string[]
}

export type Ground = ReturnType<typeof groundOf>

/** What all the services stand on: the stations and sessions in memory, and the sockets. */
export function groundOf({ clock, log, store, info }: World) {
  const snapshot = store.load()
  const set = workingSetOf(snapshot, store.sessions)
  const connections = createConnections({
    clock,
    settleMs(station) {
      const entry = set.find(station)
      return 1000 * (entry ? factOf(entry.station, 'settleSeconds') : compatibilityFields.settleSeconds.default)
    },
    isAccepted: (station) => set.find(station)?.station.admission === 'registered',
  })
  return {
    clock,
    log,
    store,
    snapshot,
    set,
    connections,
    sessionOf: (id: number): Session | null => set.session(id) ?? store.sessions.get(id),
    host: () => info().host,
  }
}
