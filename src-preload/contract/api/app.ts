import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { issuerSchema } from '../bills'
import { ownAccordNames } from '../own-accord'
import type { Site } from '../organisation'
import type { AppInfo, Overview, Settings } from '../read-models'
import { firstContacts, ownTokenSchema } from '../vocabulary'
import { administers, reads } from './inputs'

export const app = {
  info: reads('GET /app').output(type<AppInfo>()),
}

export const overview = {
  watch: reads('GET /overview').output(eventIterator(type<Overview>())),
}

export const sites = {
  list: reads('GET /sites').output(type<Site[]>()),
}

export const settings = {
  get: reads('GET /settings').output(type<Settings>()),
  set: administers('PATCH /settings')
    .input(
      z
        .object({
          firstContact: z.enum(firstContacts),
          unknownTokens: z.enum(['accept', 'refuse']),
          concurrentSessions: z.enum(['accept', 'refuse']),
          remoteIdToken: ownTokenSchema,
          keepFramesDays: z.int().min(1).max(3650),
          keepFramesMb: z.int().min(10).max(1_000_000),
          heartbeatIntervalS: z.int().min(10).max(86_400),
          handsOff: z.boolean(),
          taxRounding: z.enum(['sum', 'line']),
          issuer: issuerSchema,
          /** The kinds that are left out stay as they are. */
          ownAccord: z.partialRecord(z.enum(ownAccordNames), z.boolean()),
        })
        .partial(),
    )
    .output(type<Settings>()),
}
