import { expect, it } from 'vitest'
import { quirks, titlesOfTests, withoutTest } from '../../scripts/quirks.mjs'

const titles = titlesOfTests([import.meta.filename])

it('reads the titles of the tests', () => {
  expect(titles.length).toBeGreaterThan(200)
  expect(titles).toContain('T05: a new start on the connector ends the session that never stopped')
  expect(quirks).toHaveLength(132)
})

it('every quirk and every scenario is named by the title of a test', () => {
  expect(withoutTest(titles)).toEqual([])
})
