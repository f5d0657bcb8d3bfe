import type { PeopleColumn, RowProblem } from '#contract/people-file'
import { idTokenSchema, ownTokenSchema, type TokenStatus } from '#contract/vocabulary'
import { instantOfCell } from './day'

/** What a row says, each cell by itself. Null where the cell is empty or its column missing: then it stays as it was. */
export interface ReadRow {
  person: string
  company: string | null
  costCentre: string | null
  personNote: string | null
  vehicle: { name: string; plate: string; batteryWh: number | null } | null
  token: string
  status: TokenStatus | null
  validFrom: number | null
  validUntil: number | null
  group: string | null
  note: string | null
}

const most: Partial<Record<PeopleColumn, number>> = {
  person: 100, company: 100, cost_centre: 60, person_note: 500, vehicle: 100, plate: 20, note: 500,
}
const statuses: Record<string, TokenStatus> = {
  accepted: 'accepted', allowed: 'accepted', erlaubt: 'accepted', blocked: 'blocked', gesperrt: 'blocked',
}

export function readRow(cells: ReadonlyMap<PeopleColumn, string>): ReadRow | RowProblem {
  const cell = (column: PeopleColumn) => cells.get(column) ?? ''
  const filled = (column: PeopleColumn) => cell(column) || null
  const problem = (code: RowProblem['code'], column: PeopleColumn): RowProblem => ({ code, column, value: cell(column), other: null })

  if (cell('person') === '' && cell('token') === '') return { code: 'nothing', column: null, value: '', other: null }
  for (const [column, length] of Object.entries(most) as [PeopleColumn, number][]) {
    if (cell(column).length > length) return problem('too-long', column)
  }
  if (cell('token') !== '' && !idTokenSchema.safeParse(cell('token')).success) return problem('token-wrong', 'token')
  if (cell('group') !== '' && !ownTokenSchema.safeParse(cell('group')).success) return problem('token-wrong', 'group')
  const status = cell('status') === '' ? null : statuses[cell('status').toLowerCase()]
  if (status === undefined) return problem('status-wrong', 'status')
  const validFrom = cell('valid_from') === '' ? null : instantOfCell(cell('valid_from'), false)
  if (Number.isNaN(validFrom)) return problem('date-wrong', 'valid_from')
  const validUntil = cell('valid_until') === '' ? null : instantOfCell(cell('valid_until'), true)
  if (Number.isNaN(validUntil)) return problem('date-wrong', 'valid_until')
  if (validFrom !== null && validUntil !== null && validFrom >= validUntil) return problem('date-order', 'valid_until')
  const batteryWh = batteryOf(cell('battery_kwh'))
  if (Number.isNaN(batteryWh)) return problem('battery-wrong', 'battery_kwh')

  const hasVehicle = cell('vehicle') !== '' || cell('plate') !== '' || batteryWh !== null
  return {
    person: cell('person'),
    company: filled('company'),
    costCentre: filled('cost_centre'),
    personNote: filled('person_note'),
    vehicle: hasVehicle ? { name: cell('vehicle'), plate: cell('plate'), batteryWh } : null,
    token: cell('token'),
    status,
    validFrom,
    validUntil,
    group: filled('group'),
    note: filled('note'),
  }
}

/** Kilowatt-hours with a comma or a point, within what the contract takes; watt-hours come out. */
function batteryOf(text: string): number | null {
  if (text === '') return null
  const wh = /^\d+([.,]\d+)?$/.test(text) ? Math.round(Number(text.replace(',', '.')) * 1000) : NaN
  return wh >= 500 && wh <= 2_000_000 ? wh : NaN
}
