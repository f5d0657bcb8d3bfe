import type { SignedCheck } from '#contract/signed'
import { normaliseIdToken, reversedBytes } from '../id-token'
import type { CheckedValue } from './check-value'
import { checked, type SignedSubject } from './evidence'
import { inOrder } from './registers'

/** Checks on what the records say of themselves: their numbers, their meter, its state, and for whom it signed. */

/** Each counter goes up by one with each record (OCMF, pagination). */
export function checkPagination(values: readonly CheckedValue[], { before }: SignedSubject): SignedCheck {
  const pages = inOrder(values).flatMap(({ record }) => (record?.page ? [{ ...record.page, serial: record.serial }] : []))
  const [first] = pages
  if (!first) return checked('pagination', 'remark', 'none')
  for (const [index, page] of pages.entries()) {
    const last = pages[index - 1]
    if (!last || last.counter !== page.counter) continue
    const facts = { page: `${page.counter}${page.number}`, after: `${last.counter}${last.number}` }
    if (page.number === last.number) return checked('pagination', 'failed', 'twice', facts)
    if (page.number > last.number + 1) return checked('pagination', 'failed', 'gap', facts)
  }
  if (before && before.serial === first.serial && before.counter === first.counter) {
    const facts = { page: `${first.counter}${first.number}`, after: `${before.counter}${before.page}`, session: before.session }
    if (first.number <= before.page) return checked('pagination', 'failed', 'repeats-before', facts)
    if (first.number > before.page + 1) return checked('pagination', 'remark', 'gap-before', facts)
  }
  return checked('pagination', 'passed', pages.length === 1 ? 'single' : 'continuous', { page: `${first.counter}${first.number}` })
}

export function checkSerial(values: readonly CheckedValue[], { meterSerial }: SignedSubject): SignedCheck {
  const serials = [...new Set(values.flatMap(({ record }) => record?.serial ?? []))]
  const [serial] = serials
  if (serial === undefined) return checked('serial', 'remark', 'none')
  if (serials.length > 1) return checked('serial', 'failed', 'several', { serials: serials.join(', ') })
  // Chargers shorten serials, or tell that of the meter at their supply: no proof of anything.
  const isOther = meterSerial !== null && !meterSerial.includes(serial) && !serial.includes(meterSerial)
  return isOther ? checked('serial', 'remark', 'station-tells-other', { serial, told: meterSerial }) : checked('serial', 'passed', 'same', { serial })
}

/** The meter was well at each reading: state G, no error flags, no exception (OCMF, tables 7 and 10). */
export function checkStatus(values: readonly CheckedValue[]): SignedCheck {
  const readings = values.flatMap(({ record }) => record?.readings ?? [])
  const flagged = readings.find(({ errors }) => errors !== '')
  if (flagged) return checked('status', 'failed', 'error-flags', { flags: flagged.errors })
  const bad = readings.find(({ status }) => status !== null && status !== 'G')
  if (bad) return checked('status', 'failed', 'bad', { status: bad.status ?? '' })
  if (readings.some(({ moment }) => moment === 'exception')) return checked('status', 'failed', 'exception')
  return readings.some(({ status }) => status === 'G') ? checked('status', 'passed', 'good') : checked('status', 'remark', 'none')
}

/** Kinds whose identification is the number of a card, so that it can be compared. */
const cardKinds = new Set(['ISO14443', 'ISO15693'])

export function checkIdentity(values: readonly CheckedValue[], { idToken }: SignedSubject): SignedCheck {
  const identities = values.flatMap(({ record }) => (record?.identity.isAssigned && record.identity.id ? [record.identity] : []))
  const [first] = identities
  if (!first) return checked('identity', 'remark', 'not-assigned')
  if (idToken === null) return checked('identity', 'remark', 'nobody', { signed: first.id ?? '' })
  const own = normaliseIdToken(idToken)
  const isSame = ({ id }: typeof first) => {
    const signed = normaliseIdToken(id ?? '')
    return signed === own || reversedBytes(signed) === own
  }
  const other = identities.find((identity) => !isSame(identity))
  if (!other) return checked('identity', 'passed', 'same', { signed: first.id ?? '' })
  const facts = { signed: other.id ?? '', told: idToken }
  return cardKinds.has(other.type ?? '') ? checked('identity', 'failed', 'other', facts) : checked('identity', 'remark', 'other-kind', facts)
}
