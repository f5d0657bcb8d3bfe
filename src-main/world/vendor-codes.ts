import { readFileSync, statSync } from 'node:fs'
import type { Log } from '../app/ports'

/** A line of a dictionary of vendors' codes, in the file of the user as in ours. `text` serves both languages. */
export interface VendorCodeLine {
  code: string
  vendors: string[] | null
  models: string[] | null
  text: { en: string; de: string }
}

/** How often the file of the user is looked at. */
const LOOK_MS = 5_000

/**
 * The user's own codes, from a JSON file that may be edited while Plugboard runs: a list of
 * `{ "code", "vendors"?, "models"?, "text"? or "en"/"de" }`. A line that cannot be read is left out and logged.
 */
export function userVendorCodes(file: string, { log, now }: { log: Log; now: () => number }): () => readonly VendorCodeLine[] {
  let lines: readonly VendorCodeLine[] = []
  let changedAt: number | null = null
  let lookedAt = -Infinity

  return () => {
    if (now() - lookedAt < LOOK_MS) return lines
    lookedAt = now()
    const changed = statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
    if (changed === changedAt) return lines
    changedAt = changed
    lines = changed === null ? [] : read()
    return lines
  }

  function read(): VendorCodeLine[] {
    try {
      const told: unknown = JSON.parse(readFileSync(file, 'utf8'))
      if (!Array.isArray(told)) throw new Error('it is no list')
      const known = told.map(lineOf)
      const broken = known.flatMap((line, index) => (line === null ? [index + 1] : []))
      if (broken.length > 0) log.warn('lines of the vendor codes cannot be read', { file, lines: broken })
      return known.filter((line) => line !== null)
    } catch (error) {
      log.warn('the vendor codes cannot be read', { file, error: String(error) })
      return []
    }
  }
}

export function lineOf(value: unknown): VendorCodeLine | null {
  if (typeof value !== 'object' || value === null) return null
  const { code, vendors, models, text, en, de } = value as Record<string, unknown>
  const words = [en, text, de].find((word) => typeof word === 'string' && word !== '') as string | undefined
  if ((typeof code !== 'string' && typeof code !== 'number') || words === undefined) return null
  const wordIn = (word: unknown) => (typeof word === 'string' && word !== '' ? word : words)
  return { code: String(code), vendors: listOf(vendors), models: listOf(models), text: { en: wordIn(en), de: wordIn(de) } }
}

const listOf = (value: unknown): string[] | null => {
  const list = (Array.isArray(value) ? value : [value]).filter((part): part is string => typeof part === 'string' && part !== '')
  return list.length > 0 ? list : null
}
