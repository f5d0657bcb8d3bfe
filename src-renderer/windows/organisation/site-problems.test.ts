import { expect, it } from 'vitest'
import { coordinateProblem, limitProblem, openingProblem } from './site-problems'

it.each([['', null, null], ['63', null, null], ['0', null, 'limitWrong'], ['many', null, 'limitWrong'], ['80', 63, 'limitAboveSite'], ['63', 63, null]] as const)(
  'a limit of "%s" in a site of %s A: %s',
  (text, site, problem) => expect(limitProblem(text, site)).toBe(problem),
)

it('a position has both coordinates, within the globe', () => {
  expect([coordinateProblem('52,5', 90, '13.4'), coordinateProblem('', 180, '52.5'), coordinateProblem('', 90, '')]).toEqual([null, 'positionHalf', null])
  expect([coordinateProblem('91', 90, '1'), coordinateProblem('north', 180, '1')]).toEqual(['latitudeWrong', 'longitudeWrong'])
})

it.each([[[], '08:00', '18:00', 'openingNoDay'], [[1], '8', '18:00', 'openingTime'], [[1], '22:00', '06:00', 'openingOrder'], [[1], '00:00', '24:00', null]] as const)(
  'open on %j from %s to %s: %s',
  (days, from, to, problem) => expect(openingProblem({ days: [...days], from, to })).toBe(problem),
)
