import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type Dashboard, dateSchema, kpiEntitySchema, type KpiLive, type KpiPart } from '../kpi'
import { type Exclusion, exclusionSchema, type FailedAttempt, type LatestErrors, type LinkQuality, type PortUptime, type SocketEventsDay } from '../kpi-history'
import { identitySchema } from '../vocabulary'
import { operates, reads } from './inputs'

const entity = kpiEntitySchema.prefault({ kind: 'all' })
/** First and last day, in the time zone of the entity. Without them the last seven days, today included. */
const period = z.object({ entity, from: dateSchema.nullish(), to: dateSchema.nullish() })

export const kpi = {
  /** All figures of an entity, for the whole period and for each day of it; 400 days at the most. */
  dashboard: reads('GET /kpi/dashboard')
    .input(period.extend({
      /** `before`: as many days right before; an entity: the same days of another one. */
      compare: z.union([z.literal('before'), kpiEntitySchema]).nullish(),
    }))
    .output(type<Dashboard>()),
  /** The same figures of each station, or each socket, of an entity; what belongs to no socket is in those of stations alone. */
  parts: reads('GET /kpi/parts')
    .input(period.extend({ by: z.enum(['station', 'socket']).default('station') }))
    .output(type<KpiPart[]>()),
  watch: reads('GET /kpi/live').input(z.object({ entity })).output(eventIterator(type<KpiLive>())),
  /** What each socket did over a day; without a date today. */
  socketEvents: reads('GET /kpi/socket-events').input(z.object({ entity, date: dateSchema.nullish() })).output(type<SocketEventsDay>()),
  /** The newest first. */
  failedAttempts: reads('GET /kpi/failed-attempts')
    .input(period.extend({ limit: z.int().min(1).max(500).default(100) }))
    .output(type<FailedAttempt[]>()),
  errors: reads('GET /kpi/errors')
    .input(period.extend({ limit: z.int().min(1).max(500).default(20) }))
    .output(type<LatestErrors>()),
  /** Each port over the twelve months before the month of `month` ("2026-11"); without it before this month. */
  uptime: reads('GET /kpi/uptime')
    .input(z.object({ entity, month: z.string().regex(/^\d{4}-\d{2}$/).nullish() }))
    .output(type<PortUptime[]>()),
  linkQuality: reads('GET /kpi/link-quality')
    .input(z.object({ station: identitySchema, from: dateSchema.nullish(), to: dateSchema.nullish() }))
    .output(type<LinkQuality>()),
  /** Those that were taken back as well. */
  exclusions: reads('GET /kpi/exclusions').input(z.object({ entity })).output(type<Exclusion[]>()),
  addExclusion: operates('POST /kpi/exclusions').input(exclusionSchema).output(type<Exclusion>()),
  removeExclusion: operates('DELETE /kpi/exclusions/{id}').input(z.object({ id: z.int().positive() })).output(type<void>()),
}
