import { type CompatibilityField, compatibilityFieldNames } from '#contract/compatibility'
import type { Compatibility, Known } from './compatibility'
import { sameMakeAs } from './make'
import type { Station, Unsupported } from './station'

/** These belong to where a station stands, not to what it is. */
const ofThePlace: ReadonlySet<CompatibilityField> = new Set(['clock', 'zone'])
/** These change amounts: what held for another station is only proposed (quirks, rule 4). */
const amounts: ReadonlySet<CompatibilityField> = new Set(['energyUnitFactor'])

/**
 * A station that says for the first time what it is takes over what its equals taught: stations of the same vendor, model
 * and firmware (quirks F11, K04). What a former firmware had inherited goes. What the station showed itself counts more.
 */
export function inheriting(station: Station, { before, others, at }: { before: Station; others: () => Iterable<Station>; at: number }): Station {
  const isSame = before.vendor === station.vendor && before.model === station.model && before.firmware === station.firmware
  if (isSame) return station
  const own = Object.fromEntries(Object.entries(station.compatibility).filter(([, { from }]) => from === undefined)) as Compatibility
  const ownUnsupported = station.unsupported.filter(({ from }) => from === undefined)
  const equals = sameMakeAs(station, others())
  if (equals.length === 0 && Object.keys(own).length === Object.keys(station.compatibility).length) return station
  return {
    ...station,
    compatibility: { ...taughtBy(equals, at), ...own },
    unsupported: [...ownUnsupported, ...refusedBy(equals, ownUnsupported)],
  }
}

function taughtBy(equals: readonly Station[], at: number): Compatibility {
  const taught: Compatibility = {}
  for (const field of compatibilityFieldNames) {
    if (ofThePlace.has(field)) continue
    const teachers = equals.flatMap((station) => {
      const known = station.compatibility[field]
      return known && known.source !== 'proposed' && known.from === undefined ? [{ known, from: station.station }] : []
    })
    const [best] = teachers.sort((a, b) => rank(b.known) - rank(a.known) || b.known.since - a.known.since)
    if (!best) continue
    taught[field] = { value: best.known.value, source: amounts.has(field) ? 'proposed' : 'learned', since: at, from: best.from }
  }
  return taught
}

/** What a person said counts more than what was learned. */
const rank = ({ source }: Known) => (source === 'set' ? 1 : 0)

function refusedBy(equals: readonly Station[], own: readonly Unsupported[]): Unsupported[] {
  const seen = new Set(own.map(({ action, firmware }) => `${action} ${firmware}`))
  return equals.flatMap((station) =>
    station.unsupported.filter(({ action, firmware, from }) => {
      const key = `${action} ${firmware}`
      if (from !== undefined || firmware !== station.firmware || seen.has(key)) return false
      seen.add(key)
      return true
    }).map((entry) => ({ ...entry, from: station.station })),
  )
}
