import type { Payload, Servant } from './wire'

/** By station, the tariffs that it was given for all: their currencies by id. */
const given = new WeakMap<Servant, Map<string, unknown>>()

function tariffsOf(station: Servant): Map<string, unknown> {
  const known = given.get(station) ?? new Map<string, unknown>()
  given.set(station, known)
  return known
}
const tariffIn = (payload: Payload) => payload['tariff'] as { tariffId?: unknown; currency?: unknown } | undefined

/** A 2.1 station that takes tariffs, and says which it holds; it computes nothing with them. */
export const tariffs21: Record<string, (station: Servant, payload: Payload) => Payload> = {
  SetDefaultTariff(station, payload) {
    const tariff = tariffIn(payload)
    tariffsOf(station).set(String(tariff?.tariffId), tariff?.currency)
    return { status: 'Accepted' }
  },
  // A transaction keeps the currency with which it began.
  ChangeTransactionTariff(station, payload) {
    const isOther = [...tariffsOf(station).values()].some((currency) => currency !== tariffIn(payload)?.currency)
    return { status: isOther ? 'NoCurrencyChange' : 'Accepted' }
  },
  GetTariffs(station) {
    const tariffAssignments = [...tariffsOf(station).keys()].map((tariffId) => ({ tariffId, tariffKind: 'DefaultTariff', evseIds: [0] }))
    return tariffAssignments.length === 0 ? { status: 'NoTariff' } : { status: 'Accepted', tariffAssignments }
  },
  ClearTariffs(station, payload) {
    const wanted = (payload['tariffIds'] ?? [...tariffsOf(station).keys()]) as string[]
    const clearTariffsResult = wanted.map((tariffId) => ({ tariffId, status: tariffsOf(station).delete(tariffId) ? 'Accepted' : 'NoTariff' }))
    return { clearTariffsResult: clearTariffsResult.length === 0 ? [{ status: 'NoTariff' }] : clearTariffsResult }
  },
}
