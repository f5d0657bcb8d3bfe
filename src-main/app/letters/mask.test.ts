import { expect, it } from 'vitest'
import { masked } from './mask'

it.each([
  ['{"connectorId":1,"idTag":"04A2B9C1"}', '{"connectorId":1,"idTag":"********"}'],
  ['{"idToken":{"idToken":"ab\\"c","type":"ISO14443"}}', '{"idToken":{"idToken":"*****","type":"ISO14443"}}'],
  ['{"idTag" : "04A2", , broken', '{"idTag" : "****", , broken'],
  ['{"key":"AuthorizationKey","value":"001122"}', '{"key":"AuthorizationKey","value":"******"}'],
  ['{"location":"ftp://u:p4ss@10.0.0.2:9282/"}', '{"location":"ftp://***@10.0.0.2:9282/"}'],
  ['no tag of 04a2b9c1d2 in the frame', 'no tag of ********** in the frame'],
  ['card 04:A2:B9:C1:D2 shown', 'card ************** shown'],
  ['meter 1234 at 5', 'meter 1234 at 5'],
])('%s', (text, shown) => {
  const tokens = ['04A2B9C1D2', '1234']
  expect(masked(text, (word) => tokens.includes(word.toUpperCase().replaceAll(':', '')))).toBe(shown)
})
