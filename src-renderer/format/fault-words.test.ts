import { expect, it } from 'vitest'
import type { ConnectorFault } from '#contract/stations'
import { faultAsSent, faultInOneLine, faultSentences } from './fault-words'

const fault = (overrides: Partial<ConnectorFault> = {}): ConnectorFault => ({
  code: 'OtherError', rawCode: null, info: null, vendorCode: null, vendorId: null, since: 1, causes: [], ...overrides,
})
const text = { en: 'The cable is too hot', de: 'Das Kabel ist zu warm' }

it('says each cause that is known, with its value', () => {
  const causes = [{ code: 'F009', info: '96', text }, { code: 'F999', info: null, text: null }]
  expect(faultSentences(fault({ causes }))).toEqual(['The cable is too hot: 96'])
})

it('tells beside it what the station sent', () => {
  expect(faultAsSent(fault({ vendorCode: 'F009', info: '96', vendorId: 'v' }))).toBe('OtherError, F009, 96, v')
  expect(faultAsSent(fault({ rawCode: 'Error' }))).toBe('Error')
  expect(faultInOneLine(fault({ causes: [{ code: 'OtherError', info: null, text }] }))).toBe('The cable is too hot · OtherError')
})
