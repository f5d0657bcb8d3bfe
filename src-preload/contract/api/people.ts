import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { IdTokenRow, KeyedEvent, Learning, LocalListRow, Person } from '../read-models'
import { identitySchema, idTokenSchema, tokenStatuses } from '../vocabulary'
import { base, nameSchema, noteSchema, instantSchema, personChoiceSchema } from './inputs'

const tokenFieldsSchema = z.object({
  token: idTokenSchema,
  status: z.enum(tokenStatuses),
  validFrom: instantSchema,
  validUntil: instantSchema,
  group: idTokenSchema.nullable(),
  person: z.int().positive().nullable(),
  note: noteSchema,
})
const isInOrder = ({ validFrom, validUntil }: { validFrom: number | null; validUntil: number | null }) =>
  validFrom === null || validUntil === null || validFrom < validUntil
export const tokenInputSchema = tokenFieldsSchema.refine(isInOrder, { path: ['validUntil'], message: 'ends before it begins' })
export type TokenInput = z.infer<typeof tokenInputSchema>

export const people = {
  watch: base.output(eventIterator(type<KeyedEvent<Person>>())),
  /** Adds one, or with `person` changes it. */
  save: base
    .input(z.object({ person: z.int().positive().nullable(), name: nameSchema, note: noteSchema }))
    .output(type<Person>()),
  /** Their tokens are blocked and belong to nobody. */
  remove: base.input(z.object({ person: z.int().positive() })).output(type<void>()),
}

export const tokens = {
  /** Every token that was entered or ever shown at a charger. */
  watch: base.output(eventIterator(type<KeyedEvent<IdTokenRow>>())),
  list: base.output(type<IdTokenRow[]>()),
  /** `evenIfSimilar`: also where a known one may be the same card (TOKEN_SIMILAR). */
  add: base
    .input(z.object({ ...tokenFieldsSchema.shape, evenIfSimilar: z.boolean() }).refine(isInOrder))
    .output(type<IdTokenRow>()),
  edit: base.input(tokenInputSchema).output(type<IdTokenRow>()),
  setStatus: base
    .input(z.object({ token: idTokenSchema, status: z.enum(tokenStatuses) }))
    .output(type<void>()),
  /** It belongs to the person and is accepted from now on. */
  assign: base.input(z.object({ token: idTokenSchema, to: personChoiceSchema })).output(type<IdTokenRow>()),
  remove: base.input(z.object({ token: idTokenSchema })).output(type<void>()),
  /** At this station the token stands for the person; null: no longer (quirk A04). */
  setPlaceholder: base
    .input(z.object({ token: idTokenSchema, station: identitySchema, to: personChoiceSchema.nullable() }))
    .output(type<IdTokenRow>()),
  /** Waits for the next unknown token (quirk A05). Ends what was waited for before. */
  learn: base
    .input(z.object({ to: personChoiceSchema, station: identitySchema.nullable(), seconds: z.int().min(5).max(600) }))
    .output(type<Learning>()),
  cancelLearning: base.output(type<void>()),
  /** What is waited for, or how it ended last. */
  watchLearning: base.output(eventIterator(type<Learning | null>())),
  /** The token of remote starts at one station; null: the one of the settings (quirk A02). */
  setRemote: base
    .input(z.object({ station: identitySchema, token: idTokenSchema.nullable() }))
    .output(type<void>()),
}

export const localLists = {
  watch: base.output(eventIterator(type<KeyedEvent<LocalListRow>>())),
  /** Begins to bring the lists up to date; `watch` shows how it goes. Null: all that can be reached. */
  sync: base
    .input(z.object({ stations: z.array(identitySchema).max(5_000).nullable(), full: z.boolean() }))
    .output(type<{ begun: number }>()),
}
