import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useKeyedFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('stations', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.stations.watch(undefined, context),
    key: (row) => row.station,
  })
  /** The chargers that work here; those in quarantine are `newcomers`. */
  const registered = computed(() => [...rows.value.values()].filter((row) => row.admission === 'registered'))
  const newcomers = computed(() => [...rows.value.values()].filter((row) => row.admission === 'quarantined'))
  return { rows, registered, newcomers, state, fault, retain }
})

/** Every charger, by identity. One subscription however many components use it. */
export function useStations() {
  const store = useStore()
  store.retain()
  return store
}
