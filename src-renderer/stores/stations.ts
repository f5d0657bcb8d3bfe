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
  /** The chargers of this place; those in quarantine are `newcomers`. */
  const registered = computed(() => [...rows.value.values()].filter((row) => row.admission === 'registered'))
  /** Those that are not retired. */
  const inUse = computed(() => registered.value.filter((row) => row.lifeCycle !== 'retired'))
  const newcomers = computed(() => [...rows.value.values()].filter((row) => row.admission === 'quarantined'))
  return { rows, registered, inUse, newcomers, state, fault, retain }
})

/** Every charger, by identity. One subscription however many components use it. */
export function useStations() {
  const store = useStore()
  store.retain()
  return store
}
