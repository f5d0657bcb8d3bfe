import { type DayOfWeek, type Money, type PriceLimit, type Tariff, type TariffDimension, type TariffRestrictions, tariffSchema } from '#contract/tariff'
import { fromMoneyInput, toMoneyInput } from '@/format/money'
import { fromLocalInput, toLocalInput } from '@/format/local-input'

/** A tariff under the user's fingers: texts as they are typed, in the units that people think in. */
export interface TariffDraft {
  id: string
  name: string
  currency: string
  taxIncluded: Tariff['taxIncluded']
  billsAllConnectedTime: boolean
  elements: ElementDraft[]
  limits: Record<'minNet' | 'minGross' | 'maxNet' | 'maxGross', string>
  hasIdleFee: boolean
  idle: { price: string; tax: string; grace: string; cap: string; from: string; to: string }
  validFrom: string
  validUntil: string
}

export interface ElementDraft {
  prices: { dimension: TariffDimension; price: string; tax: string; step: string }[]
  startTime: string
  endTime: string
  days: DayOfWeek[]
  startDate: string
  endDate: string
  minKwh: string
  maxKwh: string
  minMinutes: string
  maxMinutes: string
  minKw: string
  maxKw: string
  minA: string
  maxA: string
  reservation: '' | 'reservation' | 'reservation-expires'
}

/** What is wrong with which field: the path in the draft, and the key of a sentence. */
export type Problems = Map<string, string>

const text = (value: number | undefined, per = 1) => (value === undefined ? '' : String(value / per))
const rateText = (ppm: number | null) => (ppm === null ? '' : String(ppm / 10_000))

export function elementDraft(restrictions: TariffRestrictions | null = null): Omit<ElementDraft, 'prices'> {
  const r = restrictions ?? {}
  return {
    startTime: r.startTime ?? '', endTime: r.endTime ?? '', days: [...(r.dayOfWeek ?? [])], startDate: r.startDate ?? '', endDate: r.endDate ?? '',
    minKwh: text(r.minEnergyWh, 1000), maxKwh: text(r.maxEnergyWh, 1000), minMinutes: text(r.minDurationS, 60), maxMinutes: text(r.maxDurationS, 60),
    minKw: text(r.minPowerW, 1000), maxKw: text(r.maxPowerW, 1000), minA: text(r.minCurrentA), maxA: text(r.maxCurrentA), reservation: r.reservation ?? '',
  }
}

export const priceDraft = (dimension: TariffDimension = 'energy'): ElementDraft['prices'][number] => ({ dimension, price: '', tax: '', step: '1' })

export function newDraft(id: string): TariffDraft {
  return {
    id, name: '', currency: 'EUR', taxIncluded: 'yes', billsAllConnectedTime: false,
    elements: [{ prices: [priceDraft()], ...elementDraft() }],
    limits: { minNet: '', minGross: '', maxNet: '', maxGross: '' },
    hasIdleFee: false, idle: { price: '', tax: '', grace: '0', cap: '', from: '', to: '' }, validFrom: '', validUntil: '',
  }
}

export function draftOf(tariff: Tariff): TariffDraft {
  const { currency, idleFee, minPrice, maxPrice, validFrom, validUntil } = tariff
  const money = (amount: Money | null | undefined) => toMoneyInput(amount ?? null, currency)
  return {
    ...newDraft(tariff.id),
    name: tariff.name, currency, taxIncluded: tariff.taxIncluded, billsAllConnectedTime: tariff.billsAllConnectedTime,
    elements: tariff.elements.map(({ priceComponents, restrictions }) => ({
      prices: priceComponents.map(({ dimension, price, taxRatePpm, stepSize }) => {
        return { dimension, price: money(price), tax: rateText(taxRatePpm), step: String(stepSize) }
      }),
      ...elementDraft(restrictions),
    })),
    limits: { minNet: money(minPrice?.net), minGross: money(minPrice?.gross), maxNet: money(maxPrice?.net), maxGross: money(maxPrice?.gross) },
    hasIdleFee: idleFee !== null,
    idle: {
      price: money(idleFee?.pricePerMinute), tax: rateText(idleFee?.taxRatePpm ?? null), grace: String(idleFee?.graceMinutes ?? 0),
      cap: money(idleFee?.cap), from: idleFee?.hours?.startTime ?? '', to: idleFee?.hours?.endTime ?? '',
    },
    validFrom: validFrom === null ? '' : toLocalInput(validFrom).slice(0, 16),
    validUntil: validUntil === null ? '' : toLocalInput(validUntil).slice(0, 16),
  }
}

/** The tariff that is meant, or what is wrong with it. */
export function tariffOf(draft: TariffDraft): { tariff: Tariff | null; problems: Problems } {
  const problems: Problems = new Map()
  const read = reader(problems, draft.currency)
  const tariff = {
    id: draft.id,
    name: draft.name.trim(),
    currency: draft.currency,
    taxIncluded: draft.taxIncluded,
    billsAllConnectedTime: draft.billsAllConnectedTime,
    elements: draft.elements.map((element, index) => ({
      priceComponents: element.prices.map(({ dimension, price, tax, step }, at) => ({
        dimension,
        price: read.money(price, `elements.${index}.priceComponents.${at}.price`) ?? 0,
        taxRatePpm: read.rate(tax, `elements.${index}.priceComponents.${at}.taxRatePpm`),
        stepSize: dimension === 'flat' ? 1 : (read.number(step, `elements.${index}.priceComponents.${at}.stepSize`) ?? 1),
      })),
      restrictions: restrictionsOf(element, `elements.${index}.restrictions`, read),
    })),
    minPrice: limitOf(read.optional(draft.limits.minNet, 'minPrice.net'), read.optional(draft.limits.minGross, 'minPrice.gross')),
    maxPrice: limitOf(read.optional(draft.limits.maxNet, 'maxPrice.net'), read.optional(draft.limits.maxGross, 'maxPrice.gross')),
    idleFee: draft.hasIdleFee ? idleFeeOf(draft.idle, read) : null,
    validFrom: fromLocalInput(draft.validFrom),
    validUntil: fromLocalInput(draft.validUntil),
  }
  if (tariff.name === '') problems.set('name', 'missing')
  const parsed = tariffSchema.safeParse(tariff)
  // What could not be read is told as that, not as what the schema makes of it.
  if (!parsed.success) for (const { path } of parsed.error.issues) addMissing(problems, path.join('.'))
  return { tariff: parsed.success && problems.size === 0 ? parsed.data : null, problems }
}

const addMissing = (problems: Problems, path: string) => problems.has(path) || problems.set(path, reasonOf(path))

/** The schema speaks to programs; each of its refusals has a sentence for people. */
function reasonOf(path: string): string {
  if (path === 'name') return 'missing'
  if (path === 'currency') return 'currency'
  if (path === 'validUntil') return 'order'
  if (path.startsWith('maxPrice')) return 'belowMinimum'
  if (path.endsWith('.dimension')) return 'twice'
  return /\.(max|end)[A-Z]/.test(path) ? 'order' : 'range'
}

function reader(problems: Problems, currency: string) {
  const money = (typed: string, path: string): Money | null => {
    const amount = fromMoneyInput(typed, /^[A-Z]{3}$/.test(currency) ? currency : 'EUR')
    if (typeof amount === 'number') return amount
    problems.set(path, amount === 'empty' ? 'missing' : amount)
    return null
  }
  const number = (typed: string, path: string, per = 1): number | undefined => {
    if (typed.trim() === '') return undefined
    const value = /^\d+(?:[.,]\d+)?$/.test(typed.trim()) ? Number(typed.trim().replace(',', '.')) * per : NaN
    if (Number.isNaN(value)) problems.set(path, typed.trim().startsWith('-') ? 'negative' : 'unreadable')
    return Number.isNaN(value) ? undefined : Math.round(value * 1e6) / 1e6
  }
  return {
    money,
    number,
    optional: (typed: string, path: string) => (typed.trim() === '' ? null : money(typed, path)),
    rate: (typed: string, path: string) => number(typed, path, 10_000) ?? null,
  }
}
type Reader = ReturnType<typeof reader>

function restrictionsOf(element: ElementDraft, path: string, read: Reader): TariffRestrictions | null {
  const named = {
    startTime: element.startTime || undefined,
    endTime: element.endTime || undefined,
    startDate: element.startDate || undefined,
    endDate: element.endDate || undefined,
    minEnergyWh: read.number(element.minKwh, `${path}.minEnergyWh`, 1000),
    maxEnergyWh: read.number(element.maxKwh, `${path}.maxEnergyWh`, 1000),
    minDurationS: read.number(element.minMinutes, `${path}.minDurationS`, 60),
    maxDurationS: read.number(element.maxMinutes, `${path}.maxDurationS`, 60),
    minPowerW: read.number(element.minKw, `${path}.minPowerW`, 1000),
    maxPowerW: read.number(element.maxKw, `${path}.maxPowerW`, 1000),
    minCurrentA: read.number(element.minA, `${path}.minCurrentA`),
    maxCurrentA: read.number(element.maxA, `${path}.maxCurrentA`),
    dayOfWeek: element.days.length === 0 ? undefined : element.days,
    reservation: element.reservation || undefined,
  }
  const entries = Object.entries(named).filter(([, value]) => value !== undefined)
  return entries.length === 0 ? null : (Object.fromEntries(entries) as TariffRestrictions)
}

const limitOf = (net: Money | null, gross: Money | null): PriceLimit | null => (net === null && gross === null ? null : { net, gross })

function idleFeeOf({ price, tax, grace, cap, from, to }: TariffDraft['idle'], read: Reader): Tariff['idleFee'] {
  return {
    pricePerMinute: read.money(price, 'idleFee.pricePerMinute') ?? 0,
    taxRatePpm: read.rate(tax, 'idleFee.taxRatePpm'),
    graceMinutes: read.number(grace, 'idleFee.graceMinutes') ?? 0,
    cap: read.optional(cap, 'idleFee.cap'),
    hours: from === '' && to === '' ? null : { startTime: from || '00:00', endTime: to || '00:00' },
  }
}
