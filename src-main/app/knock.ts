import type { Knock, KnockAnswer } from '../ocpp/station-host'
import { factOf } from '../domain/compatibility'
import { StorageFullError } from './ports'
import { refusalByCertificate, refusalByProfile } from './security/demands'
import type { Situation } from '../domain/decide/decision'
import type { StationEntry, WorkingSet } from './working-set'

/** What must be known of keys and certificates to let a station in, and to sign one for it. */
export type Doorkeeper = Situation['certificates'] & {
  hasPassword(entry: StationEntry): boolean
  /** Does any of them fit? @throws StorageFullError */
  fits(entry: StationEntry, candidates: readonly Buffer[]): Promise<boolean>
  isIssuedTo(station: string, fingerprint: string): boolean
}

/** More unknown stations than this wait in quarantine at once only when somebody makes identities up. */
const LARGEST_QUARANTINE = 500

/**
 * May this station come in? Registered ones with their password (profile 0 ignores a header, quirk C16), unknown ones by
 * the first-contact setting (quirk C05). A station without subprotocol is let in where it is known (quirk C01).
 */
export async function answerKnock(
  knock: Knock,
  context: {
    set: WorkingSet
    doorkeeper: Doorkeeper
    create: (identity: string) => StationEntry
    /** Strangers that are let in and not stored yet. */
    joining: number
  },
): Promise<KnockAnswer> {
  const known = context.set.find(knock.identity)
  if (knock.protocol === 'unsupported') return { admit: false, outcome: 'unsupported-subprotocol' }
  if (known) return answerKnown(known, knock, context.doorkeeper)
  if (knock.listener === 'mutual') {
    const refusal = refusalByCertificate(knock.certificate, { identity: knock.identity, serial: null, isIssued: false })
    if (refusal !== null) return refusal
  }
  if (knock.protocol === 'none') return { admit: false, outcome: 'no-subprotocol' }
  switch (context.set.settings.firstContact) {
    case 'refuse':
      return { admit: false, outcome: 'unknown-identity' }
    case 'quarantine':
      if (quarantined(context.set) + context.joining >= LARGEST_QUARANTINE) return { admit: false, outcome: 'quarantine-full' }
      return admitted(context.create(knock.identity), { authenticated: false, assumeProtocol: false })
    case 'accept':
      return admitted(context.create(knock.identity), { authenticated: false, assumeProtocol: false })
  }
}

async function answerKnown(entry: StationEntry, knock: Knock, doorkeeper: Doorkeeper): Promise<KnockAnswer> {
  const { admission, refusal, lifeCycle } = entry.station
  if ((admission === 'refused' && refusal === 'connection') || lifeCycle === 'retired') return { admit: false, outcome: 'refused-identity' }
  const assumeProtocol = knock.protocol === 'none' && factOf(entry.station, 'assumeProtocol') !== 'none'
  if (knock.protocol === 'none' && !assumeProtocol) return { admit: false, outcome: 'no-subprotocol' }
  const { station } = entry
  const tooLow = refusalByProfile(station, knock, doorkeeper.hasPassword(entry))
  if (tooLow !== null) return tooLow
  if (knock.listener === 'mutual') {
    const isIssued = knock.certificate !== null && doorkeeper.isIssuedTo(station.station, knock.certificate.fingerprint)
    const refusal = refusalByCertificate(knock.certificate, { identity: station.station, serial: station.serial, isIssued })
    return refusal ?? admitted(entry, { authenticated: true, assumeProtocol })
  }
  if (!doorkeeper.hasPassword(entry)) return admitted(entry, { authenticated: false, assumeProtocol })
  if (knock.passwords === null) {
    // Nothing counted before: until it comes with its first password it may come without.
    return entry.passwordHash === null && station.minimumProfile === 0
      ? admitted(entry, { authenticated: false, assumeProtocol })
      : { admit: false, outcome: 'missing-password' }
  }
  try {
    const encoding = factOf(station, 'passwordEncoding')
    const candidates = knock.passwords.filter((_, index) => encoding === 'any' || knock.encodings[index] === encoding)
    const fits = await doorkeeper.fits(entry, candidates)
    return fits ? admitted(entry, { authenticated: true, assumeProtocol }) : { admit: false, outcome: 'wrong-password' }
  } catch (error) {
    if (error instanceof StorageFullError) return { admit: false, outcome: 'storage-full' }
    throw error
  }
}

/** With what its compatibility record says of it. */
function admitted({ station }: StationEntry, how: { authenticated: boolean; assumeProtocol: boolean }): KnockAnswer {
  const pinned = factOf(station, 'pinnedProtocol')
  return {
    admit: true,
    identity: station.station,
    idleLimitMs: 1000 * factOf(station, 'idleLimitSeconds'),
    pingMs: 1000 * factOf(station, 'pingSeconds'),
    assumedProtocol: factOf(station, 'assumeProtocol'),
    pinnedProtocol: pinned === 'none' ? null : pinned,
    compress: factOf(station, 'compression') === 'negotiate',
    ...how,
  }
}

function quarantined(set: WorkingSet): number {
  let count = 0
  for (const entry of set.entries()) if (entry.station.admission === 'quarantined') count += 1
  return count
}
