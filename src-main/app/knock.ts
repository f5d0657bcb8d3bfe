import type { Knock, KnockAnswer } from '../ocpp/station-host'
import { factOf } from '../domain/compatibility'
import type { Passwords } from './ports'
import type { StationEntry, WorkingSet } from './working-set'

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
    passwords: Passwords
    create: (identity: string) => StationEntry
    /** Strangers that are let in and not stored yet. */
    joining: number
  },
): Promise<KnockAnswer> {
  const known = context.set.find(knock.identity)
  if (knock.protocol === 'unsupported') return { admit: false, outcome: 'unsupported-subprotocol' }
  if (known) return answerKnown(known, knock, context.passwords)
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

async function answerKnown(entry: StationEntry, knock: Knock, passwords: Passwords): Promise<KnockAnswer> {
  if (entry.station.admission === 'refused' || entry.station.lifeCycle === 'retired') return { admit: false, outcome: 'refused-identity' }
  const assumeProtocol = knock.protocol === 'none' && factOf(entry.station, 'assumeProtocol') !== 'none'
  if (knock.protocol === 'none' && !assumeProtocol) return { admit: false, outcome: 'no-subprotocol' }
  if (entry.passwordHash === null) return admitted(entry, { authenticated: false, assumeProtocol })
  if (knock.passwords === null) return { admit: false, outcome: 'missing-password' }
  const encoding = factOf(entry.station, 'passwordEncoding')
  const candidates = knock.passwords.filter((_, index) => encoding === 'any' || knock.encodings[index] === encoding)
  const fits = await passwords.fits(candidates, entry.passwordHash)
  return fits ? admitted(entry, { authenticated: true, assumeProtocol }) : { admit: false, outcome: 'wrong-password' }
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
