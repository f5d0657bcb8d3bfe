import type { BillEntry, BillGap, BillVehicle } from '#contract/bills'
import type { SessionPrice } from '#contract/price'
import type { Money } from '#contract/tariff'
import type { Place } from '#contract/vocabulary'
import type { Named, Owner } from '../surroundings'
import { taxOf } from '../tariff/tax'
import { monthAt } from './month'

/** An ended session with all that a statement says of it. */
export interface BillSession {
  session: number
  station: string
  stationName: string
  place: Place | null
  siteName: string | null
  timeZone: string
  serial: string | null
  meterSerial: string | null
  startedAt: number
  endedAt: number
  idToken: string | null
  person: Owner | null
  company: Named | null
  costCentre: string
  /** All of the person. */
  vehicles: BillVehicle[]
  /** Said by a person. */
  plate: string | null
  energyMwh: number
  meterStartWh: number | null
  meterStopWh: number | null
  isRepaired: boolean
  /** Something about it is doubted, and nobody has decided. */
  isDoubted: boolean
  /** It became a part of another session. */
  isMerged: boolean
  price: RecordedPrice | null
}

export interface RecordedPrice {
  record: number
  tariff: string
  basis: 'net' | 'gross'
  price: Pick<SessionPrice, 'currency' | 'invoice' | 'invoiceLines'>
  pricePerKwh: Money | null
  /** Of the energy; null: no tax applies. */
  energyTaxPpm: number | null
}

/** What keeps it from every statement. */
export function gapsOf({ person, price, isDoubted }: BillSession): Exclude<BillGap, 'vehicle'>[] {
  return [
    ...(person?.id == null ? (['person'] as const) : []),
    ...(price === null ? (['tariff'] as const) : []),
    ...(isDoubted ? (['review'] as const) : []),
  ]
}

/** A person with one car came with it; with several somebody has to say with which. */
export function vehicleOf({ vehicles, plate }: Pick<BillSession, 'vehicles' | 'plate'>): BillVehicle | null {
  const said = vehicles.find((vehicle) => vehicle.plate === plate)
  return said ?? (plate === null && vehicles.length === 1 ? (vehicles[0] ?? null) : null)
}

/** As it stands on a statement of its own month. Null: something keeps it from every one. */
export function entryOf(session: BillSession): BillEntry | null {
  const { person, price } = session
  if (session.isMerged || person?.id == null || price === null || session.isDoubted) return null
  const of = monthAt(session.timeZone, session.endedAt)
  const { currency, invoice, invoiceLines } = price.price
  return {
    session: session.session, kind: 'charge', month: of, of, corrects: null,
    startedAt: session.startedAt, endedAt: session.endedAt, timeZone: session.timeZone,
    station: session.station, stationName: session.stationName, place: session.place, siteName: session.siteName,
    serial: session.serial, meterSerial: session.meterSerial,
    person: { id: person.id, name: person.name }, company: session.company, costCentre: session.costCentre, vehicle: vehicleOf(session),
    energyWh: session.energyMwh / 1000, meterStartWh: session.meterStartWh, meterStopWh: session.meterStopWh, isRepaired: session.isRepaired,
    tariff: price.tariff, record: price.record, currency, net: invoice.net, tax: invoice.tax, gross: invoice.gross,
    pricePerKwh: price.pricePerKwh, pricePerKwhGross: grossOf(price), basis: price.basis, invoiceLines,
  }
}

function grossOf({ pricePerKwh, basis, energyTaxPpm }: RecordedPrice): Money | null {
  if (pricePerKwh === null || basis === 'gross') return pricePerKwh
  return pricePerKwh + taxOf(pricePerKwh, energyTaxPpm, 'net')
}
