import { expect, it } from 'vitest'
import { unwrappedRing } from './unwrap'

it('goes on beyond the date line instead of across the world', () => {
  expect(unwrappedRing([[170, 60], [-170, 60], [-170, 70], [170, 70], [170, 60]])).toEqual([[170, 60], [190, 60], [190, 70], [170, 70], [170, 60]])
})

it('leaves a ring that crosses nothing, and one around a pole, as it is', () => {
  const square = [[0, 0], [10, 0], [10, 10], [0, 0]]
  const pole = [[-120, -80], [0, -80], [120, -80], [-120, -80]]
  expect([unwrappedRing(square), unwrappedRing(pole)]).toEqual([square, pole])
})
