import type { MoreReadings, SettingResult } from '#contract/configuration'
import { covers, measurandsOf, missingOf, wantedMeasurands, withAllWanted } from '../../domain/configuration/sampled-list'

/**
 * Asks a station to measure all that a session needs (quirk M22). Some take a few entries only, and cut the list or refuse
 * it as a whole; some refuse it for one entry that they do not know: then the entries are tried one after the other, the
 * most important first. Whatever it answers, what it tells afterwards counts.
 */
export async function askForMoreReadings(parts: {
  /** The list that is there. */
  told: string | null
  change(list: string): Promise<SettingResult | undefined>
}): Promise<MoreReadings> {
  let value = parts.told
  let isRefused = false
  const set = async (entries: readonly string[]) => {
    const result = await parts.change(entries.join(','))
    if (result?.value != null) value = result.value
    isRefused = result === undefined || result.outcome === 'refused' || result.outcome === 'failed'
    return measurandsOf(value)
  }
  const before = measurandsOf(parts.told)
  if (missingOf(before).length === 0) return { value, missing: [], isChanged: false }

  const wanted = withAllWanted(before)
  let now = await set(wanted)
  const isCut = !isRefused && now.length > 0 && now.every((entry, index) => entry === wanted[index])
  if (missingOf(now).length > 0 && !isCut) {
    let taken: string[] = []
    for (const measurand of wantedMeasurands) {
      now = await set([...taken, measurand])
      if (covers(now, measurand)) taken = [...taken, measurand]
    }
    // A refusal at the end may have left something else there.
    if (taken.length > 0 && missingOf(now).length > missingOf(taken).length) now = await set(taken)
  }
  return { value, missing: missingOf(now), isChanged: now.join() !== before.join() }
}
