import type { SignedReading } from '#contract/signed'
import type { CheckedValue } from './check-value'

/** A reading of an energy register, with the moment that its record or, failing that, its message tells. */
export interface RegisterReading extends SignedReading {
  wh: number
  /** Its last digit. */
  stepWh: number
}

export interface SignedRegister {
  begin: RegisterReading | null
  end: RegisterReading | null
  /** All of the register, in the order of their pages. */
  readings: RegisterReading[]
}

const whOf: Record<string, number> = { wh: 1, kwh: 1000, mwh: 1_000_000 }

/** The register that tells what was charged: the first of imported energy that has both ends, else the first. */
export function registerOf(values: readonly CheckedValue[]): SignedRegister | null {
  const registers = new Map<string, RegisterReading[]>()
  for (const { value, record } of inOrder(values)) {
    for (const [index, reading] of (record?.readings ?? []).entries()) {
      const energy = energyOf(reading)
      if (energy === null || isExport(reading.register)) continue
      const name = (reading.register ?? '').toUpperCase()
      const moment = reading.moment ?? (index === 0 ? momentOf(value.context) : null)
      registers.set(name, [...(registers.get(name) ?? []), { ...reading, moment, ...energy }])
    }
  }
  const found = [...registers.values()].map((readings) => ({
    begin: readings.find(({ moment }) => moment === 'begin') ?? null,
    end: readings.findLast(({ moment }) => moment === 'end') ?? null,
    readings,
  }))
  return found.find(({ begin, end }) => begin && end) ?? found[0] ?? null
}

/** Values in the order in which the meter signed them, as far as it counts them. */
export function inOrder(values: readonly CheckedValue[]): CheckedValue[] {
  return [...values].sort((a, b) => (a.record?.page?.number ?? 0) - (b.record?.page?.number ?? 0) || a.value.at - b.value.at)
}

const momentOf = (context: 'begin' | 'end' | 'other') => (context === 'other' ? null : context)

function energyOf({ value, unit }: SignedReading): { wh: number; stepWh: number } | null {
  const factor = whOf[(unit ?? '').toLowerCase()]
  if (factor === undefined || value === null || !/^[+-]?\d{1,12}(\.\d{1,9})?$/.test(value)) return null
  const digits = value.split('.')[1]?.length ?? 0
  return { wh: Math.round(Number(value) * factor * 1000) / 1000, stepWh: factor / 10 ** digits }
}

/** OBIS: group C tells the quantity, 2 and C0 to C3 exported energy. Written `1-0:2.8.0` or `01-00:C2.08.00*FF`. */
function isExport(register: string | null): boolean {
  const quantity = /:0*([0-9A-F]+)\.0*8\./i.exec(register ?? '')?.[1]?.toUpperCase()
  return quantity !== undefined && ['2', 'C0', 'C1', 'C2', 'C3'].includes(quantity)
}
