import type { Knock, KnockAnswer } from '../ocpp/station-host'
import type { Passwords } from './ports'
import type { StationEntry, WorkingSet } from './working-set'

/** More unknown stations than this wait in quarantine at once only when somebody makes identities up. */
const LARGEST_QUARANTINE = 500

/** A silent station is cut off after this, or after three heartbeats (quirk C09). */
const SHORTEST_IDLE_LIMIT_MS = 180_000

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
  const assumeProtocol = knock.protocol === 'none'
  if (entry.passwordHash === null) return admitted(entry, { authenticated: false, assumeProtocol })
  if (knock.passwords === null) return { admit: false, outcome: 'missing-password' }
  const fits = await passwords.fits(knock.passwords, entry.passwordHash)
  return fits ? admitted(entry, { authenticated: true, assumeProtocol }) : { admit: false, outcome: 'wrong-password' }
}

const admitted = (entry: StationEntry, how: { authenticated: boolean; assumeProtocol: boolean }): KnockAnswer => ({
  admit: true,
  identity: entry.station.station,
  idleLimitMs: Math.max(SHORTEST_IDLE_LIMIT_MS, 3000 * (entry.station.heartbeatIntervalS ?? 0)),
  ...how,
})

function quarantined(set: WorkingSet): number {
  let count = 0
  for (const entry of set.entries()) if (entry.station.admission === 'quarantined') count += 1
  return count
}
