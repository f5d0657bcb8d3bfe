import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { IdTokenRow, Learning, LocalListRow, Person } from '../people'
import type { KeyedEvent } from '../read-models'
import { personInputSchema } from '../organisation'
import { type PeopleImport, peopleFileSchema, separators } from '../people-file'
import { identitySchema, idTokenSchema, ownTokenSchema, tokenStatuses } from '../vocabulary'
import { administers, instantSchema, noteSchema, operates, personChoiceSchema, reads } from './inputs'

const tokenFieldsSchema = z.object({
  token: idTokenSchema,
  status: z.enum(tokenStatuses),
  validFrom: instantSchema,
  validUntil: instantSchema,
  group: ownTokenSchema.nullable(),
  person: z.int().positive().nullable(),
  note: noteSchema,
})
const isInOrder = ({ validFrom, validUntil }: { validFrom: number | null; validUntil: number | null }) =>
  validFrom === null || validUntil === null || validFrom < validUntil
export const tokenInputSchema = tokenFieldsSchema.refine(isInOrder, { path: ['validUntil'], message: 'ends before it begins' })
export type TokenInput = z.infer<typeof tokenInputSchema>

export const people = {
  watch: reads('GET /people').output(eventIterator(type<KeyedEvent<Person>>())),
  /** Adds one, or with `person` changes it. */
  save: administers('POST /people')
    .input(personInputSchema)
    .output(type<Person>()),
  /** What a file of people and tokens would change, and what is wrong with each row. */
  previewImport: administers('POST /people/import/preview').input(peopleFileSchema).output(type<PeopleImport>()),
  /** All rows or none: where one is bad, `isImported` is false and nothing was stored. */
  import: administers('POST /people/import').input(peopleFileSchema).output(type<PeopleImport>()),
  /** Everybody with their tokens, in the form that is imported; guarded against formulas. */
  export: reads('GET /people/export')
    .input(z.object({ separator: z.enum(separators).default(',') }))
    .output(type<{ name: string; text: string }>()),
  /** Their tokens are blocked and belong to nobody. */
  remove: administers('DELETE /people/{person}').input(z.object({ person: z.int().positive() })).output(type<void>()),
}

export const tokens = {
  /** Every token that was entered or ever shown at a charger. */
  watch: reads('GET /tokens/live').output(eventIterator(type<KeyedEvent<IdTokenRow>>())),
  list: reads('GET /tokens').output(type<IdTokenRow[]>()),
  /** `evenIfSimilar`: also where a known one may be the same card (TOKEN_SIMILAR). */
  add: administers('POST /tokens')
    .input(z.object({ ...tokenFieldsSchema.shape, evenIfSimilar: z.boolean() }).refine(isInOrder))
    .output(type<IdTokenRow>()),
  edit: administers('PUT /tokens/{token}').input(tokenInputSchema).output(type<IdTokenRow>()),
  setStatus: administers('PUT /tokens/{token}/status')
    .input(z.object({ token: idTokenSchema, status: z.enum(tokenStatuses) }))
    .output(type<void>()),
  /** It belongs to the person and is accepted from now on. */
  assign: administers('PUT /tokens/{token}/person')
    .input(z.object({ token: idTokenSchema, to: personChoiceSchema }))
    .output(type<IdTokenRow>()),
  remove: administers('DELETE /tokens/{token}').input(z.object({ token: idTokenSchema })).output(type<void>()),
  /** At this station the token stands for the person; null: no longer (quirk A04). */
  setPlaceholder: administers('PUT /tokens/{token}/placeholders/{station}')
    .input(z.object({ token: idTokenSchema, station: identitySchema, to: personChoiceSchema.nullable() }))
    .output(type<IdTokenRow>()),
  /** Waits for the next unknown token (quirk A05). Ends what was waited for before. */
  learn: administers('POST /learning')
    .input(z.object({ to: personChoiceSchema, station: identitySchema.nullable(), seconds: z.int().min(5).max(600) }))
    .output(type<Learning>()),
  cancelLearning: administers('DELETE /learning').output(type<void>()),
  /** What is waited for, or how it ended last. */
  watchLearning: reads('GET /learning').output(eventIterator(type<Learning | null>())),
  /** The token of remote starts at one station; null: the one of the settings (quirk A02). */
  setRemote: administers('PUT /stations/{station}/remote-token')
    .input(z.object({ station: identitySchema, token: ownTokenSchema.nullable() }))
    .output(type<void>()),
}

export const localLists = {
  watch: reads('GET /local-lists').output(eventIterator(type<KeyedEvent<LocalListRow>>())),
  /** Begins to bring the lists up to date; `watch` shows how it goes. Null: all that can be reached. */
  sync: operates('POST /local-lists/sync')
    .input(z.object({ stations: z.array(identitySchema).max(5_000).nullable(), full: z.boolean() }))
    .output(type<{ begun: number }>()),
}
