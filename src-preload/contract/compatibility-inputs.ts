import { z } from 'zod'

/** How a field of the compatibility record is entered, and what counts as a value of it. */
export type FieldInput =
  | { kind: 'choice'; values: readonly (string | number | boolean)[] }
  /** `words`: said instead of a number. */
  | { kind: 'number'; min: number; max: number; step: number; unit: FieldUnit; words: readonly string[] }
  | { kind: 'numbers'; min: number; max: number; unit: FieldUnit }

/** Null: a count. The renderer has the words. */
export type FieldUnit = 's' | 'W' | 'A' | 'min' | null

export interface FieldKind<Value> {
  schema: z.ZodType<Value>
  input: FieldInput
}

export const oneOf = <const Value extends string | number | boolean>(...values: Value[]): FieldKind<Value> => ({
  schema: z.literal(values),
  input: { kind: 'choice', values },
})

export const yesOrNo = oneOf(true, false)

interface Range {
  min: number
  max: number
  unit: FieldUnit
  step?: number
}

const numberIn = ({ min, max, step = 1 }: Range) =>
  step === 1 ? z.int().min(min).max(max) : z.number().min(min).max(max)

export const numberOf = (range: Range): FieldKind<number> => ({
  schema: numberIn(range),
  input: { kind: 'number', step: 1, words: [], ...range },
})

export const numberOr = <const Word extends string>(word: Word, range: Range): FieldKind<number | Word> => ({
  schema: z.union([z.literal(word), numberIn(range)]),
  input: { kind: 'number', step: 1, words: [word], ...range },
})

/** An empty list is a value as well. */
export const numbersOf = ({ min, max, unit }: Range): FieldKind<readonly number[]> => ({
  schema: z.array(z.number().min(min).max(max)).max(40),
  input: { kind: 'numbers', min, max, unit },
})
