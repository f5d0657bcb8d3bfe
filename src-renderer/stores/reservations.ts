import { defineStore } from 'pinia'
import { useKeyedFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('reservations', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.reservations.watch(undefined, context),
    key: (row) => row.reservation,
  })
  return { rows, state, fault, retain }
})

/** Reservations that stand, and the latest that ended, by number. */
export function useReservations() {
  const store = useStore()
  store.retain()
  return store
}
