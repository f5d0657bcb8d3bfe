import type { AlertRow, AlertRuleInput } from '#contract/alerts'
import type { AlertKind } from '#contract/alert-kinds'
import { at, rawStation, type RawStation, reading } from '../raw-station'
import { eventually, MINUTE, rowsOf, type Stage } from '../story'

/** Alerts of a kind, the first first. */
export async function alertsOf(stage: Stage, kind: AlertKind): Promise<AlertRow[]> {
  const rows = await rowsOf(stage.client.alerts.watch())
  return rows.filter((row) => row.kind === kind).sort((a, b) => a.alert - b.alert)
}

export const statesOf = async (stage: Stage, kind: AlertKind) => (await alertsOf(stage, kind)).map(({ state }) => state)

/** Changes what a rule that is there from the start says. */
export async function setRule(stage: Stage, kind: AlertKind, changes: Partial<AlertRuleInput>): Promise<number> {
  const rule = (await rowsOf(stage.client.alerts.watchRules())).find((row) => row.kind === kind)
  if (!rule) throw new Error(`no rule for ${kind}`)
  const { open: _, ...input } = rule
  return stage.client.alerts.saveRule({ ...input, ...changes })
}

/** An accepted 1.6 charger with one socket. */
export async function aCharger(stage: Stage, identity = 'RAW-1'): Promise<RawStation> {
  const station = await rawStation(stage, { identity })
  await station.boot()
  await say(station, stage, 'Available')
  return station
}

export const say = (station: RawStation, stage: Stage, status: string, rest: object = {}) =>
  station.call('StatusNotification', { connectorId: 1, status, errorCode: 'NoError', timestamp: at(stage), ...rest })

/** Returns the number of the session. */
export async function start(station: RawStation, stage: Stage, idTag = '04A2B9C1'): Promise<number> {
  const { transactionId } = await station.call('StartTransaction', { connectorId: 1, idTag, meterStart: 0, timestamp: at(stage) })
  await say(station, stage, 'Charging')
  return Number(transactionId)
}

export const stop = (station: RawStation, stage: Stage, transactionId: number, meterStop: number) =>
  station.call('StopTransaction', { transactionId, meterStop, timestamp: at(stage), reason: 'Local' })

export const power = (watts: number) => ({ measurand: 'Power.Active.Import', unit: 'W', value: `${watts}` })
export const register = (wh: number) => ({ measurand: 'Energy.Active.Import.Register', unit: 'Wh', value: `${wh}` })
export const current = (phase: string, amps: number) => ({ measurand: 'Current.Import', unit: 'A', phase, value: `${amps}` })

export const meter = (station: RawStation, stage: Stage, transactionId: number, ...values: object[]) =>
  station.call('MeterValues', { connectorId: 1, transactionId, meterValue: [reading(at(stage), ...(values as Record<string, unknown>[]))] })

/** A minute passes, and the charger tells its power. */
export async function minuteWith(station: RawStation, stage: Stage, session: number, ...values: object[]): Promise<void> {
  stage.clock.advance(MINUTE)
  await meter(station, stage, session, ...values)
}

/** One look, and the next. */
export const look = (stage: Stage) => stage.clock.advance(1_000)

/** Looks until it is so, for what is read on another thread or on its way. */
export const lookUntil = <T>(stage: Stage, read: () => Promise<T>) =>
  eventually(() => {
    look(stage)
    return read()
  })
