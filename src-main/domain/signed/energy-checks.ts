import type { SignedCheck } from '#contract/signed'
import { checked, type SignedSubject } from './evidence'
import type { SignedRegister } from './registers'

/** Checks on the registers: begin and end, that they rise, when they were read, and what they come to. */

export function checkBeginEnd(register: SignedRegister | null, { endedAt }: SignedSubject): SignedCheck {
  const [hasBegin, hasEnd] = [Boolean(register?.begin), Boolean(register?.end)]
  if (hasBegin && hasEnd) return checked('begin-end', 'passed', 'both')
  if (endedAt === null) return checked('begin-end', 'open', 'runs')
  return checked('begin-end', 'failed', hasEnd ? 'no-begin' : hasBegin ? 'no-end' : 'neither')
}

export function checkOrder(register: SignedRegister | null): SignedCheck {
  const readings = register?.readings ?? []
  if (readings.length < 2) return checked('order', 'open', 'too-few')
  for (const [index, reading] of readings.entries()) {
    const last = readings[index - 1]
    if (last && reading.wh < last.wh) return checked('order', 'failed', 'falls', { fromWh: last.wh, toWh: reading.wh })
  }
  return checked('order', 'passed', 'rises')
}

/** Clocks of meters and of chargers differ by minutes; a record of another day is another matter. */
const OTHER_TIME_MS = 15 * 60_000

export function checkTime(register: SignedRegister | null, { startedAt, endedAt }: SignedSubject): SignedCheck {
  const { begin = null, end = null } = register ?? {}
  const told = [
    { reading: begin, at: startedAt },
    { reading: end, at: endedAt },
  ].flatMap(({ reading, at }) => (reading?.at == null || at === null ? [] : [{ clock: reading.clock, at: reading.at, offMs: reading.at - at }]))
  if (told.length === 0) return checked('time', 'remark', 'none')
  if (begin?.at != null && end?.at != null && end.at < begin.at) return checked('time', 'failed', 'backwards')
  if (told.some(({ clock }) => clock === 'U')) return checked('time', 'remark', 'unsynchronised')
  const off = told.find(({ offMs }) => Math.abs(offMs) > OTHER_TIME_MS)
  if (off) return checked('time', 'remark', 'other-time', { signedAt: off.at, offMs: Math.abs(off.offMs) })
  return checked('time', 'passed', 'fits')
}

export function signedWhOf(register: SignedRegister | null): number | null {
  return register?.begin && register.end ? Math.round((register.end.wh - register.begin.wh) * 1000) / 1000 : null
}

/** A charger tells its register in whole watt-hours, the meter in steps of its own: both may round. */
const TOLD_STEP_WH = 1
/** No meter for billing is coarser: one that writes "21" has left zeros out. */
const COARSEST_STEP_WH = 100

/** What is billed is what the meter signed. */
export function checkEnergy(register: SignedRegister | null, { energyWh, endedAt }: SignedSubject): SignedCheck {
  if (endedAt === null) return checked('energy', 'open', 'runs')
  const signedWh = signedWhOf(register)
  if (signedWh === null) return checked('energy', 'open', 'unknown')
  const steps = register?.readings.map(({ stepWh }) => stepWh) ?? []
  const toleranceWh = TOLD_STEP_WH + Math.min(COARSEST_STEP_WH, ...steps)
  const facts = { signedWh, billedWh: energyWh, toleranceWh }
  return Math.abs(signedWh - energyWh) <= toleranceWh ? checked('energy', 'passed', 'same', facts) : checked('energy', 'failed', 'differs', facts)
}
