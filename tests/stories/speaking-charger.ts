import { at, rawStation, reading } from './raw-station'
import { openStage } from './story'

type Fields = Record<string, unknown>
export const idTag = 'DEADBEEF'

/** A 1.6 charger that says what the test wants, of its only connector. */
export async function aSpeakingCharger() {
  const stage = await openStage()
  const station = await rawStation(stage)
  await station.boot()
  return {
    stage,
    station,
    say: (status: string, fields: Fields = {}) =>
      station.call('StatusNotification', { connectorId: 1, status, errorCode: 'NoError', timestamp: at(stage), ...fields }),
    start: (fields: Fields = {}) =>
      station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 1_000, timestamp: at(stage), ...fields }),
    stop: (fields: Fields = {}) =>
      station.call('StopTransaction', { transactionId: 1, meterStop: 3_000, timestamp: at(stage), ...fields }),
    measure: (value: number, fields: Fields = {}) =>
      station.call('MeterValues', { connectorId: 1, transactionId: 1, meterValue: [reading(at(stage), { value: String(value) })], ...fields }),
  }
}
