import type { Quantity } from '#contract/vocabulary'

const units: Record<Exclude<Quantity, `other:${string}`>, string> = {
  'energy-import': 'Wh',
  'energy-import-interval': 'Wh',
  'energy-export': 'Wh',
  'energy-export-interval': 'Wh',
  'power-import': 'W',
  'power-export': 'W',
  'power-offered': 'W',
  'current-import': 'A',
  'current-export': 'A',
  'current-offered': 'A',
  voltage: 'V',
  frequency: 'Hz',
  'power-factor': '',
  soc: '%',
  temperature: '°C',
  rpm: 'rpm',
}

/** The base unit in which samples of a quantity are kept; empty where there is none or it is not known. */
export function quantityUnit(quantity: Quantity): string {
  return Object.entries(units).find(([name]) => name === quantity)?.[1] ?? ''
}
