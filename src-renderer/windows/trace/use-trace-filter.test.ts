import { expect, it } from 'vitest'
import { filterOf } from './use-trace-filter'

const nothing = { station: null, action: null, direction: null, text: null, kind: null, connection: null, message: null, session: null, finding: null, from: null, to: null }

it('an address becomes a filter', () => {
  const address = { ...nothing, station: 'CP-1 CP-2', kind: 'error', session: '17', from: '1700000000000', message: 'm' }
  expect(filterOf(address)).toMatchObject({ station: ['CP-1', 'CP-2'], kind: 'error', session: 17, from: 1_700_000_000_000, messageId: 'm', to: null })
})

it('what makes no sense in an address is left out', () => {
  expect(filterOf({ ...nothing, station: ' ', kind: 'worse', session: '-1', direction: 'up', to: 'soon' }))
    .toMatchObject({ station: null, kind: null, session: null, direction: null, to: null })
})
