import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { AppInfo, HandshakeRow, KeyedEvent, Overview, Settings, Site } from '../read-models'
import { firstContacts, idTokenSchema } from '../vocabulary'
import { base } from './inputs'

export const app = {
  info: base.output(type<AppInfo>()),
}

export const overview = {
  watch: base.output(eventIterator(type<Overview>())),
}

export const sites = {
  list: base.output(type<Site[]>()),
}

export const handshakes = {
  /** Connection attempts that failed, the newest first. */
  watch: base.output(eventIterator(type<KeyedEvent<HandshakeRow>>())),
}

export const settings = {
  get: base.output(type<Settings>()),
  set: base
    .input(
      z
        .object({
          firstContact: z.enum(firstContacts),
          unknownTokens: z.enum(['accept', 'refuse']),
          concurrentSessions: z.enum(['accept', 'refuse']),
          localListSync: z.enum(['off', 'automatic']),
          remoteIdToken: idTokenSchema,
          keepFramesDays: z.int().min(1).max(3650),
          heartbeatIntervalS: z.int().min(10).max(86_400),
          keepsHeartbeatInterval: z.boolean(),
        })
        .partial(),
    )
    .output(type<Settings>()),
}
