import { isSameValue, settingKey } from './setting-value'

/** One setting that is not the same on both sides. Null: that side does not have it, or tells no value. */
export interface ValueDifference {
  name: string
  here: string | null
  there: string | null
  kind: 'changed' | 'only-here' | 'only-there'
}

interface Valued {
  name: string
  value: string | null
}

/** All that differs, in the order of this side and then of the other (quirk K02: by what names and values mean). */
export function differencesOf(here: readonly Valued[], there: readonly Valued[]): ValueDifference[] {
  const others = new Map(there.map((setting) => [settingKey(setting.name), setting]))
  const known = new Set(here.map(({ name }) => settingKey(name)))
  const ofHere = here.flatMap(({ name, value }): ValueDifference[] => {
    const other = others.get(settingKey(name))
    if (!other) return [{ name, here: value, there: null, kind: 'only-here' }]
    if (isSameValue(name, value, other.value)) return []
    return [{ name, here: value, there: other.value, kind: 'changed' }]
  })
  const ofThere = there
    .filter(({ name }) => !known.has(settingKey(name)))
    .map(({ name, value }): ValueDifference => ({ name, here: null, there: value, kind: 'only-there' }))
  return [...ofHere, ...ofThere]
}

/** Where a station is not as it shall be; a setting that was never read is no drift yet (quirk K05). */
export function driftOf(desired: readonly Valued[], actual: readonly Valued[]): ValueDifference[] {
  return differencesOf(actual, desired).filter(({ kind }) => kind === 'changed')
}
