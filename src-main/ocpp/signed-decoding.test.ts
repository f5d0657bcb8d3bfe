import { describe, expect, it } from 'vitest'
import { decodeSigned } from './signed-decoding'

const time = '2026-01-01T10:00:00Z'
const record = 'OCMF|{"PG":"T1","UX":"Käfig"}|{"SD":"00"}'
const base64 = Buffer.from(record).toString('base64')
const signedOf = (...sampledValue: unknown[]) => decodeSigned([{ timestamp: time, sampledValue }]).signed
const in16 = (value: unknown, rest = {}) => signedOf({ value, format: 'SignedData', ...rest })
const container = { signedMeterData: base64, signingMethod: 'ECDSA-secp256r1-SHA256', encodingMethod: 'OCMF', publicKey: 'MFk=' }
const read = { time, context: 'end', format: 'OCMF', encoding: 'plain', text: record, publicKey: 'MFk=' }

describe('1.6', () => {
  it('reads the container in the text of the value', () => {
    expect(in16(JSON.stringify(container), { context: 'Transaction.End' })).toEqual([read])
  })

  it('reads a record that stands there itself', () => {
    expect(in16(record, { context: 'Transaction.Begin' })).toEqual([{ ...read, context: 'begin', publicKey: null }])
  })

  it.each([
    ['a blank at the end', `${record} `],
    ['broken JSON', '{"signedMeterData":'],
    ['a text of a vendor', 'AP;0;3;ABC'],
  ])('keeps each character of %s', (_name, text) => {
    expect(in16(text)).toMatchObject([{ encoding: 'plain', text }])
  })

  it.each([['', undefined], ['  ', undefined], ['{"signedMeterData":""}', undefined], [12, undefined], [null, undefined]])('%j is no signed value', (value, none) => {
    expect(in16(value)).toBe(none)
  })
})

describe('2.x', () => {
  it('reads the field beside the value', () => {
    expect(signedOf({ value: 1, context: 'Transaction.End', signedMeterValue: container })).toEqual([read])
  })

  it('keeps binary data in base64', () => {
    const binary = Buffer.from([0x1b, 0x1b, 0x01, 0x01, 0xff]).toString('base64')
    expect(signedOf({ signedMeterValue: { ...container, encodingMethod: 'EDL', signedMeterData: binary } })).toMatchObject([
      { format: 'EDL', encoding: 'base64', text: binary },
    ])
  })

  it('takes a record that was not put into base64', () => {
    expect(signedOf({ signedMeterValue: { ...container, signedMeterData: record } })).toMatchObject([{ encoding: 'plain', text: record }])
  })

  it('has no key where the field is empty', () => {
    expect(signedOf({ signedMeterValue: { ...container, publicKey: '' } })).toMatchObject([{ publicKey: null }])
  })

  it.each([[{}], [{ signedMeterData: '' }], ['text'], [null]])('%j is no signed value', (signedMeterValue) => {
    expect(signedOf({ value: 1, signedMeterValue })).toBeUndefined()
  })
})

it('says nothing where nothing is signed', () => {
  expect(decodeSigned([{ timestamp: time, sampledValue: [{ value: '1' }] }])).toEqual({})
  expect(decodeSigned(undefined)).toEqual({})
})
