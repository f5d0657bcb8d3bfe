import type { WantedReading } from '#contract/configuration'

/** What a session cannot do without first (quirk M22). */
const measurands: Record<WantedReading, string> = {
  energy: 'Energy.Active.Import.Register',
  power: 'Power.Active.Import',
  soc: 'SoC',
  current: 'Current.Import',
  voltage: 'Voltage',
}
export const wantedMeasurands = Object.values(measurands)

/** The entries of a list as a station writes it: with blanks, or with quotes around it or around each (quirk M23). */
export function measurandsOf(value: string | null | undefined): string[] {
  return (value ?? '')
    .split(/[,;]/)
    .map((entry) => entry.replace(/^[\s"'[]+|[\s"'\]]+$/g, ''))
    .filter((entry) => entry !== '')
}

/** Some name a measurand for each phase: `Current.Import.L1`. */
export const covers = (list: readonly string[], measurand: string): boolean =>
  list.some((entry) => `${entry.toLowerCase()}.`.startsWith(`${measurand.toLowerCase()}.`))

export function missingOf(list: readonly string[]): WantedReading[] {
  return (Object.keys(measurands) as WantedReading[]).filter((reading) => !covers(list, measurands[reading]))
}

/** All that is wanted in the order of its weight, then what the station has beside it. */
export const withAllWanted = (list: readonly string[]): string[] => [
  ...wantedMeasurands,
  ...list.filter((entry) => !wantedMeasurands.some((measurand) => covers([entry], measurand))),
]
