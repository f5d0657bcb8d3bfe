import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { CommandRecord } from '../commands'
import type { KeyedEvent } from '../read-models'
import {
  certificateUses,
  keyKinds,
  listenerKinds,
  type CertificateRequestRow,
  type SecurityItem,
  type SecurityState,
  type StationSecurity,
} from '../security'
import { identitySchema } from '../vocabulary'
import { administers, noteSchema, operates, reads, stationInput } from './inputs'

const requestInput = z.object({ request: z.int().positive() })
const hostNameSchema = z.string().trim().max(253).regex(/^[a-z\d]([a-z\d.-]*[a-z\d])?$/i)
const addressSchema = z.string().trim().max(512).regex(/^wss?:\/\/[^\s/]+/)
const profileSchema = z.union([z.literal(0), z.literal(1), z.literal(2), z.literal(3)])

/** Keys, certificates, the ports for stations, and the inbox of what is relevant to security. */
export const security = {
  watch: reads('GET /security').output(eventIterator(type<SecurityState>())),
  /** The lines that nobody saw, and the latest others. */
  watchInbox: reads('GET /security/inbox').output(eventIterator(type<KeyedEvent<SecurityItem>>())),
  acknowledge: operates('POST /security/inbox/acknowledge')
    .input(z.object({ items: z.array(z.int().positive()).min(1).max(1000), note: noteSchema.default('') }))
    .output(type<void>()),
  /** Switches a port for stations on or off; the stations that came through it lose their connection. */
  setListener: administers('PUT /security/listeners/{kind}')
    .input(z.object({ kind: z.enum(listenerKinds), isOn: z.boolean() }))
    .output(type<void>()),
  choose: administers('PATCH /security/choices')
    .input(
      z
        .object({
          signing: z.enum(['automatic', 'ask']),
          organisation: z.string().trim().max(64),
          names: z.array(hostNameSchema).max(20),
        })
        .partial(),
    )
    .output(type<void>()),
  /** The root as PEM, for a station to trust; made where there is none yet. */
  root: administers('POST /security/roots/{key}').input(z.object({ key: z.enum(keyKinds) })).output(type<string>()),
  /** Another authority that may vouch for stations, as PEM. */
  addAuthority: administers('POST /security/authorities').input(z.object({ pem: z.string().max(20_000) })).output(type<void>()),
  removeAuthority: administers('DELETE /security/authorities/{fingerprint}')
    .input(z.object({ fingerprint: z.string().regex(/^[\da-f]{64}$/) }))
    .output(type<void>()),

  watchRequests: reads('GET /security/requests').output(eventIterator(type<KeyedEvent<CertificateRequestRow>>())),
  grant: administers('POST /security/requests/{request}/grant').input(requestInput).output(type<void>()),
  deny: administers('POST /security/requests/{request}/deny').input(requestInput).output(type<void>()),

  watchStation: reads('GET /stations/{station}/security').input(stationInput).output(eventIterator(type<StationSecurity>())),
  /** Sends the station a new password; the old one counts until it has come with the new one. */
  changeKey: administers('POST /stations/{station}/key')
    .input(z.object({ station: identitySchema, password: z.string().min(16).max(40) }))
    .output(type<CommandRecord>()),
  /** A connection with less is refused. */
  setMinimumProfile: administers('PUT /stations/{station}/minimum-profile')
    .input(z.object({ station: identitySchema, profile: profileSchema }))
    .output(type<void>()),
  /** The commands that were sent for it, in their order; the last one tells how it went. */
  raiseProfile: administers('POST /stations/{station}/raise-profile')
    .input(z.object({ station: identitySchema, profile: profileSchema, url: addressSchema, isWireless: z.boolean() }))
    .output(type<CommandRecord[]>()),
  installRoot: administers('POST /stations/{station}/install-root')
    .input(z.object({ station: identitySchema, key: z.enum(keyKinds) }))
    .output(type<CommandRecord>()),
  /** Asks the station which roots it has. */
  listRoots: operates('POST /stations/{station}/list-roots').input(stationInput).output(type<CommandRecord>()),
  requestCertificate: operates('POST /stations/{station}/request-certificate')
    .input(z.object({ station: identitySchema, use: z.enum(certificateUses) }))
    .output(type<CommandRecord>()),
}
