import { z } from 'zod'
import { type AlertKind, alertKinds, alertKindTraits } from './alert-kinds'
import { branchSchema } from './organisation'
import type { EpochMs } from './read-models'
import { type CommandSource, identitySchema, type Place } from './vocabulary'

/** Rules that watch, the alerts that they open, and the channels through which people hear of them. */

const id = z.int().positive()
const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/)

export const alertScopeSchema = z.union([
  branchSchema,
  z.object({ kind: z.literal('station'), station: identitySchema }),
  /** Everywhere. */
  z.null(),
])
export type AlertScope = z.infer<typeof alertScopeSchema>

/** In the zone of the site; over midnight where it ends before it begins. */
export const quietHoursSchema = z
  .object({ from: timeOfDay, to: timeOfDay })
  .refine(({ from, to }) => from !== to, { path: ['to'], message: 'ends when it begins' })
export type QuietHours = z.infer<typeof quietHoursSchema>

export const alertRuleInputSchema = z
  .object({
    /** Null: a new one. */
    rule: id.nullable(),
    kind: z.enum(alertKinds),
    isOn: z.boolean(),
    /** In the unit of its kind. */
    threshold: z.number(),
    lookBack: z.number().nullable(),
    /** Minutes for which it must be over before the alert ends. */
    resetMinutes: z.number().min(0).max(10_080),
    scope: alertScopeSchema,
    /** Alerts open all the same; what still is open at the end is sent then. */
    quietHours: quietHoursSchema.nullable(),
    /** Which channels hear of it. Null: all of them. */
    channels: z.array(id).max(50).nullable(),
  })
  .superRefine(({ kind, threshold, lookBack, scope }, context) => {
    const traits = alertKindTraits[kind]
    const issue = (path: string, message: string) => context.addIssue({ code: 'custom', path: [path], message })
    if (threshold < traits.threshold.least || threshold > traits.threshold.most) issue('threshold', 'out of bounds')
    const isOut = traits.lookBack === null ? lookBack !== null : lookBack === null || lookBack < traits.lookBack.least || lookBack > traits.lookBack.most
    if (isOut) issue('lookBack', 'out of bounds')
    if (traits.about === 'plugboard' && scope !== null) issue('scope', 'it is at no place')
    if (traits.about === 'site' && (scope?.kind === 'station' || scope?.kind === 'area')) issue('scope', 'it is about whole sites')
  })
export type AlertRuleInput = z.infer<typeof alertRuleInputSchema>

export interface AlertRule extends AlertRuleInput {
  rule: number
  /** Alerts of it that are not over. */
  open: number
}

export const alertStates = ['open', 'acknowledged', 'ended'] as const
export type AlertState = (typeof alertStates)[number]

export interface AlertRow {
  alert: number
  rule: number
  kind: AlertKind
  state: AlertState
  station: string | null
  stationName: string | null
  site: number | null
  siteName: string | null
  place: Place | null
  session: number | null
  /** Since when it is so; earlier than it was noticed. */
  since: EpochMs
  openedAt: EpochMs
  /** When it was seen to be so last. */
  lastAt: EpochMs
  endedAt: EpochMs | null
  /** What was measured; the name of a figure ends with its unit: see `alert-figures.ts`. */
  figures: Record<string, number>
  /** What else its sentence needs, e.g. the code of a fault. */
  words: Record<string, string>
  acknowledged: { at: EpochMs; by: CommandSource; note: string } | null
}

export const channelKinds = ['desktop', 'email', 'webhook', 'mqtt'] as const
export type ChannelKind = (typeof channelKinds)[number]

const host = z.string().trim().min(1).max(255).regex(/^[A-Za-z0-9._:-]+$/, 'no host name')
const port = z.int().min(1).max(65_535)
const address = z.email().max(254)
/** A password belongs into the secret: the address is shown to whoever may read. */
const withoutPassword = (url: string) => !/^[a-z]+:\/\/[^/]*@/i.test(url)
const webAddress = z.url({ protocol: /^https?$/ }).max(2_000).refine(withoutPassword, 'no user or password in an address')
const brokerAddress = z.url({ protocol: /^(mqtts?|wss?)$/ }).max(2_000).refine(withoutPassword, 'no user or password in an address')

/** Without the secret, which is kept elsewhere and never given out. */
export const channelTargetSchema = z.discriminatedUnion('kind', [
  /** Notifications of this computer, or of the browser where it allows them. */
  z.object({ kind: z.literal('desktop') }),
  z.object({
    kind: z.literal('email'),
    host,
    port,
    /** `tls`: encrypted from the start; `starttls`: required later; `none`: never, for a relay on the own network. */
    security: z.enum(['tls', 'starttls', 'none']),
    /** Empty: the server asks for none. */
    user: z.string().trim().max(254),
    from: address,
    to: z.array(address).min(1).max(20),
  }),
  z.object({ kind: z.literal('webhook'), url: webAddress }),
  z.object({
    kind: z.literal('mqtt'),
    url: brokerAddress,
    user: z.string().trim().max(254),
    /** Alerts are published beneath it. */
    topic: z.string().trim().min(1).max(200).regex(/^[^+#\0]+$/, 'no wildcards').regex(/^[^/].*[^/]$|^[^/]$/, 'no slash at an end'),
  }),
])
export type ChannelTarget = z.infer<typeof channelTargetSchema>

export const channelInputSchema = z.object({
  /** Null: a new one. */
  channel: id.nullable(),
  name: z.string().trim().min(1).max(60),
  isOn: z.boolean(),
  target: channelTargetSchema,
  /** Password, or the key that signs. Left out: as it is. Null: none. */
  secret: z.string().min(1).max(500).nullable().optional(),
  language: z.enum(['en', 'de']),
  /** Whether each alert is told as it opens and ends, or all of a day together. */
  sends: z.enum(['each', 'digest', 'both']),
  /** When the digest goes out, in the zone of this computer. */
  digestAt: timeOfDay,
})
export type ChannelInput = z.infer<typeof channelInputSchema>

export interface AlertChannel extends Omit<ChannelInput, 'secret'> {
  channel: number
  hasSecret: boolean
  /** Deliveries that wait, or are tried again. */
  pending: number
  /** Given up, and not sent again by a person. */
  failed: number
  /** How the last try went. Null: none yet. */
  last: { at: EpochMs; isSent: boolean; answer: string } | null
}

export const deliveryStates = ['pending', 'sent', 'failed', 'dropped'] as const
/** `dropped`: its channel was removed or switched off, or the alert was over before it could be told. */
export type DeliveryState = (typeof deliveryStates)[number]

export const deliveryEvents = ['opened', 'ended', 'digest'] as const
export type DeliveryEvent = (typeof deliveryEvents)[number]

/** One message to one channel. */
export interface DeliveryRow {
  delivery: number
  channel: number
  channelName: string
  event: DeliveryEvent
  state: DeliveryState
  attempts: number
  createdAt: EpochMs
  nextTryAt: EpochMs | null
  sentAt: EpochMs | null
  /** What the other side said, or why it could not be reached. */
  answer: string | null
}

export interface ChannelTest {
  isDelivered: boolean
  /** What the other side said, or why it could not be reached. */
  answer: string
}

/** Something that a person should see now, whatever window is open. */
export interface AlertNotice {
  /** What it is about, each once. */
  kinds: AlertKind[]
  /** In both languages: who reads it is known where it is shown. */
  title: { en: string; de: string }
  text: { en: string; de: string }
  /** The view that helps, e.g. `/alerts`. */
  route: string
}

/** How secrets are kept. `owner-file`: readable for the user alone; `key-store`: encrypted by the operating system. */
export type SecretProtection = 'key-store' | 'owner-file'
