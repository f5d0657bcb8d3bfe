import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { containerOf, createSigningMeter } from '../../../src-main/simulator/signing-meter'
import { rawStation } from '../raw-station'
import { MINUTE, openStage, token } from '../story'

/** What a station says by hand: frames that the simulator would not send. */

const meter = () => createSigningMeter('4711', {})

async function charged(change: (value: { at: string; context: string; container: object }[]) => object[]) {
  const stage = await openStage()
  const station = await rawStation(stage)
  const time = () => new Date(stage.clock.now()).toISOString()
  const signing = meter()
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag: token, meterStart: 1000, timestamp: time() })
  const begin = { at: time(), context: 'Transaction.Begin', container: containerOf(signing.record('begin', { wh: 1000, time: time(), token })) }
  stage.clock.advance(10 * MINUTE)
  const end = { at: time(), context: 'Transaction.End', container: containerOf(signing.record('end', { wh: 3500, time: time(), token })) }
  const stop = { transactionId, idTag: token, meterStop: 3500, timestamp: time(), transactionData: change([begin, end]) }
  await station.call('StopTransaction', stop)
  await station.call('StopTransaction', stop)
  const database = new Database(stage.databaseFile, { readonly: true })
  const rows = database.prepare('select count(*) from signed_value').pluck().get()
  database.close()
  return { stage, rows }
}

const inText = ({ at, context, container }: { at: string; context: string; container: object }) => ({
  timestamp: at, sampledValue: [{ value: JSON.stringify(container), format: 'SignedData', context }],
})

it('keeps a record once, however often it is told', async () => {
  const { stage, rows } = await charged((values) => [...values, ...values].map(inText))
  expect(rows).toBe(2)
  expect(await stage.client.signed.session({ session: 1 })).toMatchObject({ state: 'key-unconfirmed', signedWh: 2_500 })
})

it('fails a session whose signed value was changed on the way, and keeps it as it came', async () => {
  const { stage } = await charged((values) =>
    values.map((value) => {
      const { signedMeterData, ...rest } = value.container as { signedMeterData: string }
      const text = Buffer.from(signedMeterData, 'base64').toString().replace('"RV":3.500', '"RV":9.500')
      return inText({ ...value, container: { ...rest, signedMeterData: Buffer.from(text).toString('base64') } })
    }),
  )
  const { state, checks, values } = await stage.client.signed.session({ session: 1 })
  expect(state).toBe('failed')
  expect(checks.filter(({ outcome }) => outcome === 'failed').map(({ check, reason }) => `${check}: ${reason}`)).toEqual(['signature: differs', 'energy: differs'])
  expect(values.map(({ signature }) => signature.outcome)).toEqual(['passed', 'failed'])
  expect(values[1]?.text).toContain('"RV":9.500')
  expect((await stage.client.signed.check({ from: 0, to: 8e15 })).rows).toMatchObject([{ state: 'failed', signedWh: 8_500, billedWh: 2_500 }])
})

it('keeps and hands out what it cannot check', async () => {
  const { stage } = await charged(([, end]) => [inText({ ...end!, container: { signedMeterData: Buffer.from([1, 255, 0]).toString('base64'), encodingMethod: 'EDL', signingMethod: '', publicKey: '' } })])
  expect(await stage.client.signed.session({ session: 1 })).toMatchObject({ state: 'not-checkable' })
  expect((await stage.client.signed.xml({ session: 1 })).text).toContain('<signedData format="EDL" encoding="base64">Af8A</signedData>')
})
