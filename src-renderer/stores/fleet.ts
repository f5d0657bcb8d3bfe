import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { useKeyedFeed, useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

/** A feed that can be opened anew: what it brought stays until the new snapshot is there. */
function reopening(isWanted: () => boolean) {
  const isPaused = ref(false)
  const isReading = ref(false)
  const readAt = ref<number | null>(null)
  return {
    active: computed(() => isWanted() && !isPaused.value),
    isReading,
    readAt,
    came() {
      if (!isReading.value) return
      isReading.value = false
      readAt.value = Date.now()
    },
    refresh() {
      isReading.value = true
      isPaused.value = true
      isPaused.value = false
    },
  }
}

const usePieStore = defineStore('fleet-pies', () => {
  const { active: isUsed, retain } = retained()
  const { active, isReading, readAt, came, refresh } = reopening(() => isUsed.value)
  const { value, state, fault } = useValueFeed({ active, open: (client, context) => client.fleet.watchPies(undefined, context) })
  watch(value, came)
  return { value, state, fault, isReading, readAt, refresh, retain }
})

const useStationStore = defineStore('fleet-stations', () => {
  const { active: isUsed, retain } = retained()
  const { active, refresh } = reopening(() => isUsed.value)
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.fleet.watchStations(undefined, context),
    key: (row) => row.station,
  })
  return { rows, state, fault, refresh, retain }
})

/** The four pies over all chargers in production. */
export function useFleetPies() {
  const store = usePieStore()
  store.retain()
  return store
}

/** The slices that each charger in production is part of, and where it stands. */
export function useFleetStations() {
  const store = useStationStore()
  store.retain()
  return store
}
