/**
 * The rows of the quirks of real chargers and the scenarios of a release, and the tests that name them. As a script it
 * prints those that no title of a test names, and fails where there are any.
 */
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { root } from './project.mjs'

/** How many rows each family has. */
const families = { C: 18, B: 12, F: 13, S: 15, T: 20, M: 26, A: 5, K: 5, P: 6, D: 3, X: 9 }

export const quirks = Object.entries(families).flatMap(([family, count]) =>
  Array.from({ length: count }, (_, index) => `${family}${String(index + 1).padStart(2, '0')}`),
)

/** Files that carry titles: tests, and the parity stories that are told once and played in every version. */
const isTest = (file) => /\.(?:test|spec)\.ts$/.test(file) || (file.includes(join('stories', 'parity')) && file.endsWith('.ts'))
const title = /(?:\b(?:it|test|describe)\b[^\n]*?|\)\(|\btitle: )(['"`])(.*?)\1/g

/** The words that a reporter prints; a quirk in a comment is not tested by it. */
export function titlesOfTests(except = []) {
  const files = ['src-main', 'src-renderer', 'tests'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) => join(root, folder, file)),
  )
  return files
    .filter((file) => isTest(file) && !except.includes(file))
    .flatMap((file) => [...readFileSync(file, 'utf8').matchAll(title)].map((found) => found[2]))
}

/** What a release must pass, told as stories: "scenario 1: …". */
export const scenarios = Array.from({ length: 12 }, (_, index) => `scenario ${index + 1}`)

export function withoutTest(titles) {
  return [...quirks, ...scenarios].filter((row) => !titles.some((one) => new RegExp(`\\b${row}\\b`).test(one)))
}

if (process.argv[1] && resolve(process.argv[1]) === import.meta.filename) {
  const missing = withoutTest(titlesOfTests())
  if (missing.length > 0) console.error(missing.join('\n'))
  const rows = quirks.length + scenarios.length
  console.log(`${rows - missing.length} of ${rows} quirks and scenarios are named by the title of a test`)
  process.exitCode = missing.length > 0 ? 1 : 0
}
