import { expect, it } from 'vitest'
import { quirks, titlesOfTests, withoutTest } from '../../scripts/quirks.mjs'

/** Rows whose behaviour is not there yet. Empty in the end: `npm run quirks` prints the rows without a test. */
const waiting = [
  'S14', 'T14', 'P01', 'P02', 'P03', 'P04', 'P05', 'P06', 'scenario 11M22', 'M23',
]

const titles = titlesOfTests([import.meta.filename])

it('reads the titles of the tests', () => {
  expect(titles.length).toBeGreaterThan(200)
  expect(titles).toContain('T05: a new start on the connector ends the session that never stopped')
  expect(quirks).toHaveLength(132)
})

it('every quirk and every scenario is named by the title of a test', () => {
  expect(withoutTest(titles).filter((quirk) => !waiting.includes(quirk))).toEqual([])
})
