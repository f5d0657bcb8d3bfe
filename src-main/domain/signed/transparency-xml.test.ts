import { expect, it } from 'vitest'
import { checkSession } from './check-session'
import { aMeter, aRecord } from './testing/records'
import { transparencyXml } from './transparency-xml'

const meter = aMeter()
const subject = { session: 12, startedAt: 0, endedAt: 1, energyWh: 0, idToken: null, meterSerial: null, before: null, keys: [] }
const stored = { id: 1, at: 0, context: 'begin' as const, format: 'OCMF', encoding: 'plain' as const, text: aRecord(meter, { GI: 'A<B & "C"' }), publicKey: meter.spki }
const xmlOf = (...values: (typeof stored | Record<string, unknown>)[]) => transparencyXml(checkSession(subject, values.map((value) => ({ ...stored, ...value }))))

it('writes each value with its context and the key that fits', () => {
  const xml = xmlOf({}, { context: 'end' }, { context: 'other' })
  expect(xml.match(/<value [^>]*>/g)).toEqual([
    '<value transactionId="12" context="Transaction.Begin">',
    '<value transactionId="12" context="Transaction.End">',
    '<value transactionId="12">',
  ])
  expect(xml).toContain(`<publicKey encoding="hex">${meter.spki}</publicKey>`)
})

it('gives the signed characters back, whatever they are', () => {
  const [, written] = /<signedData format="OCMF" encoding="plain">(.*)<\/signedData>/.exec(xmlOf({})) ?? []
  expect(written).not.toContain('A<B')
  expect(written!.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&quot;', '"').replaceAll('&amp;', '&')).toBe(stored.text)
})

it('leaves the key out where there is none', () => {
  expect(xmlOf({ publicKey: null })).not.toContain('publicKey')
})

it('writes what is no text in base64', () => {
  expect(xmlOf({ encoding: 'base64', format: 'EDL', text: 'AQID', publicKey: 'BAUG' })).toContain(
    '<signedData format="EDL" encoding="base64">AQID</signedData>\n    <publicKey encoding="base64">BAUG</publicKey>',
  )
})
