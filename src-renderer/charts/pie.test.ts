import { expect, it } from 'vitest'
import { arcsOf } from './pie'

it('draws clockwise from the top, each slice by its share', () => {
  const [first, second] = arcsOf([1, 3], { inner: 0, outer: 10 })
  expect(first).toMatchObject({ share: 0.25, path: 'M0 -10A10 10 0 0 1 10 0L0 0Z' })
  expect(second).toMatchObject({ share: 0.75, path: 'M10 0A10 10 0 1 1 0 -10L0 0Z' })
})

it('puts the number into the middle of the ring', () => {
  expect(arcsOf([1, 1], { inner: 6, outer: 10 })[0]).toMatchObject({ x: 8, y: 0 })
})

it('draws nothing for nothing, and a whole ring for a single slice', () => {
  expect(arcsOf([0, 0], { inner: 0, outer: 10 })).toEqual([null, null])
  const [none, all] = arcsOf([0, 7], { inner: 5, outer: 10 })
  expect(none).toBeNull()
  expect(all?.path.match(/M/g)).toHaveLength(2)
})
