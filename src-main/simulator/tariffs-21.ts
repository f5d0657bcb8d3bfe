import type { Payload, Servant } from './wire'

/** By station, the ids of the tariffs that it was given for all. */
const given = new WeakMap<Servant, Set<string>>()

function tariffsOf(station: Servant): Set<string> {
  const known = given.get(station) ?? new Set()
  given.set(station, known)
  return known
}
const idIn = (payload: Payload) => String((payload['tariff'] as { tariffId?: unknown } | undefined)?.tariffId)

/** A 2.1 station that takes tariffs, and says which it holds; it computes nothing with them. */
export const tariffs21: Record<string, (station: Servant, payload: Payload) => Payload> = {
  SetDefaultTariff(station, payload) {
    tariffsOf(station).add(idIn(payload))
    return { status: 'Accepted' }
  },
  ChangeTransactionTariff: () => ({ status: 'Accepted' }),
  GetTariffs(station) {
    const tariffAssignments = [...tariffsOf(station)].map((tariffId) => ({ tariffId, tariffKind: 'DefaultTariff', evseIds: [0] }))
    return tariffAssignments.length === 0 ? { status: 'NoTariff' } : { status: 'Accepted', tariffAssignments }
  },
  ClearTariffs(station, payload) {
    const wanted = (payload['tariffIds'] ?? [...tariffsOf(station)]) as string[]
    const clearTariffsResult = wanted.map((tariffId) => ({ tariffId, status: tariffsOf(station).delete(tariffId) ? 'Accepted' : 'NoTariff' }))
    return { clearTariffsResult: clearTariffsResult.length === 0 ? [{ status: 'NoTariff' }] : clearTariffsResult }
  },
}
