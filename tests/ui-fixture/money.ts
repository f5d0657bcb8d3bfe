import type { CourseFigures, SessionCourse } from '#contract/course'
import type { Organisation } from '#contract/organisation'
import type { PriceCourse, PricingBookView, SessionPricing } from '#contract/pricing'
import type { SessionRow } from '#contract/sessions'
import type { Tariff } from '#contract/tariff'
import { tryTariff } from '../../src-main/app/pricing/tariff-trial'
import { sites } from './data'

/** Tariffs, prices and the tree of the organisation, with names that are too long and values that are missing. */

const minute = 60_000
const long = 'Ladetarif der Stadtwerke für Mitarbeitende und deren Angehörige (Nachtstrom, Tiefgarage Nord)'
const aTariff = (id: string, name: string, currency: string, more: Partial<Tariff> = {}): Tariff => ({
  id, name, currency, taxIncluded: 'no', minPrice: null, maxPrice: null, idleFee: null, billsAllConnectedTime: false, validFrom: null, validUntil: null,
  elements: [
    { priceComponents: [{ dimension: 'energy', price: 29_754, taxRatePpm: 190_000, stepSize: 500 }], restrictions: { startTime: '22:00', endTime: '06:00', dayOfWeek: ['saturday', 'sunday'] } },
    { priceComponents: [{ dimension: 'energy', price: 48_900, taxRatePpm: 190_000, stepSize: 1 }, { dimension: 'time', price: 120_000, taxRatePpm: 190_000, stepSize: 60 }, { dimension: 'flat', price: 35_000, taxRatePpm: 70_000, stepSize: 1 }], restrictions: null },
  ],
  ...more,
})
const tariffs = [
  aTariff('T1', long, 'EUR', { idleFee: { pricePerMinute: 10_000, taxRatePpm: 190_000, graceMinutes: 15, cap: 1_200_000, hours: null } }),
  aTariff('T2', 'Gäste', 'EUR'), aTariff('T3', '¥', 'JPY', { taxIncluded: 'yes' }), aTariff('T4', 'Old', 'KWD'),
]
const tariff = tariffs[0]!

export const book: PricingBookView = {
  tariffs: tariffs.map((one, index) => ({
    id: one.id, name: one.name, currency: one.currency, retiredAt: index === 3 ? 1_790_000_000_000 : null,
    versions: [{ version: index + 1, tariff: one, createdAt: 1_780_000_000_000, sessions: index === 0 ? 1_234_567 : 0 }],
  })),
  assignments: sites.map(({ site, name }, index) => ({
    assignment: index + 1, entityType: 'site' as const, entityId: String(site), entityName: index === 2 ? null : name, tariffId: 'T1', tariffName: long,
    validFrom: null, validUntil: index === 1 ? 1_900_000_000_000 : null,
  })),
  rules: [
    { rule: { kind: 'voucher', for: [{ entityType: 'default', entityId: null }], rule: { id: 'V1', name: long, value: 2_500_000, currency: 'EUR', validFrom: null, validUntil: null } }, retiredAt: null, forNames: [null], left: 1_234_000, sessions: 17 },
  ] as PricingBookView['rules'],
}

const endOf = ({ endedAt }: SessionRow) => endedAt ?? Date.now()
const trialOf = (session: SessionRow, at: number) => tryTariff({
  tariff, timeZone: 'Europe/Berlin', start: session.startedAt, energyWh: Math.round((session.energyWh * (at - session.startedAt)) / Math.max(1, endOf(session) - session.startedAt)),
  chargingMinutes: Math.max(0, Math.floor((at - session.startedAt) / minute / 2)), idleMinutes: Math.max(0, Math.floor((at - session.startedAt) / minute / 2)),
})

export const pricingOf = (session: SessionRow): SessionPricing => ({
  session: session.session,
  policy: session.tariffName === null ? null : { version: 1, tariffId: 'T1', tariffName: session.tariffName, entityType: 'site', entityId: '4', entityName: sites[3]!.name },
  price: session.tariffName === null ? null : trialOf(session, endOf(session)),
  isFinal: session.endedAt !== null, at: endOf(session), timeZone: 'Europe/Berlin',
  now: session.endedAt === null ? { perKwh: 48_900, perHour: 120_000, runs: 'time', idlePerMinute: null, graceLeftMs: 9 * minute } : null,
  records: [],
})
export const priceAt = trialOf

export function priceCourseOf(session: SessionRow): PriceCourse | null {
  if (session.tariffName === null) return null
  if (session.session % 5 === 0) return { currency: 'EUR', points: [], isAsRecorded: false }
  return { currency: 'EUR', isAsRecorded: true, points: instants(session, 60).map((at) => ({ at, amount: trialOf(session, at).invoice.gross })) }
}

const instants = (session: SessionRow, steps: number) =>
  Array.from({ length: steps + 1 }, (_, step) => session.startedAt + Math.round(((endOf(session) - session.startedAt) * step) / steps))

const figuresAt = (session: SessionRow, at: number): CourseFigures => ({
  at, durationMs: at - session.startedAt, powerW: 11_000, energyWh: session.energyWh, chargingMs: null, inactivityMs: 73 * minute, inactivityClass: 'high',
  bySide: { vehicle: 41 * minute, station: 20 * minute, unclear: 12 * minute }, pause: null, state: 'charging',
})
export const playbackOf = (session: SessionRow) => instants(session, 100).map((at) => figuresAt(session, at))
export function courseOf(session: SessionRow): SessionCourse {
  const [from, to] = [session.startedAt, endOf(session)]
  const at = (share: number) => from + (to - from) * share
  return {
    from, to, figures: figuresAt(session, to), averagePowerW: 21_900, maxPowerW: 147_812, chargedUntil: to, pauses: [],
    interruptions: [{ from: at(0.38), to: at(0.44), cause: 'limit' }, { from: at(0.5), to: at(0.52), cause: 'outage' }, { from: at(0.53), to: at(0.56), cause: 'unclear' }],
    states: [{ at: from, state: 'ev-connected' }, { at: at(0.01), state: 'charging' }, { at: at(0.38), state: 'suspended-evse' }, { at: at(0.44), state: 'charging' }],
    limits: [{ at: from, value: 63, unit: 'A' }, { at: at(0.6), value: 13, unit: 'A' }],
    binding: session.endedAt === null ? { by: 'site', value: 12.5, unit: 'A' } : null,
    full: session.endedAt === null ? { kind: 'estimate', ms: 83 * minute, basis: 'habit', isRough: true, habit: { energyWh: 31_415, sessions: 10 } } : null,
  }
}

export const organisation: Organisation = {
  companies: [long, 'ÖPNV'].map((name, index) => ({ company: index + 1, name, address: '', taxId: '', note: '', retiredAt: null })) as unknown as Organisation['companies'],
  sites: sites.map((site, index) => ({ ...site, company: index < 3 ? 1 : null, stations: index * 11, address: index === 3 ? long : '' })),
  areas: Array.from({ length: 12 }, (_, index) => ({ area: index + 1, site: 1 + (index % 4), name: index % 3 ? `Level ${index}` : long, limitA: null, retiredAt: index === 5 ? 1 : null, stations: index })),
}
