import type { RawStation } from './raw-station.ts'

/** MeterValues between a start and its stop. */
const readings = 8

/**
 * A station that charges for ever: StartTransaction, eight MeterValues of four values each, StopTransaction, and again.
 * Each call of the returned function sends the next message.
 */
export function charging(station: RawStation, index: number): (answered: () => void) => void {
  let step = 0
  let transactionId = 0
  let registerWh = 1000 * index
  let soc = 20
  let lastAt = 0

  /** Rises with every message: two readings of the same instant would be one row. */
  const timestamp = (): string => {
    lastAt = Math.max(Date.now(), lastAt + 1)
    return new Date(lastAt).toISOString()
  }

  return (answered) => {
    const at = step
    step = (step + 1) % (readings + 2)
    if (at === 0) {
      soc = 20
      const start = `{"connectorId":1,"idTag":"TAG${index}","meterStart":${registerWh},"timestamp":"${timestamp()}"}`
      station.call('StartTransaction', start, (payload) => {
        transactionId = Number(/"transactionId":(\d+)/.exec(payload)?.[1])
        answered()
      })
    } else if (at <= readings) {
      registerWh += 30
      soc += 1
      station.call('MeterValues', meterValues({ transactionId, timestamp: timestamp(), registerWh, soc }), answered)
    } else {
      const stop = `{"transactionId":${transactionId},"meterStop":${registerWh},"timestamp":"${timestamp()}","reason":"Local"}`
      station.call('StopTransaction', stop, answered)
    }
  }
}

function meterValues(reading: { transactionId: number; timestamp: string; registerWh: number; soc: number }): string {
  const { transactionId, timestamp, registerWh, soc } = reading
  return (
    `{"connectorId":1,"transactionId":${transactionId},"meterValue":[{"timestamp":"${timestamp}","sampledValue":[` +
    `{"value":"${registerWh}","context":"Sample.Periodic","measurand":"Energy.Active.Import.Register","unit":"Wh"},` +
    '{"value":"10850","context":"Sample.Periodic","measurand":"Power.Active.Import","unit":"W"},' +
    '{"value":"15.8","context":"Sample.Periodic","measurand":"Current.Import","phase":"L1","unit":"A"},' +
    `{"value":"${soc}","context":"Sample.Periodic","measurand":"SoC","unit":"Percent"}]}]}`
  )
}
