import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useKeyedFeed, useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const usePeopleStore = defineStore('people', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.people.watch(undefined, context),
    key: (row) => row.person,
  })
  return { rows, state, fault, retain }
})

/** Who charges here, by number. */
export function usePeople() {
  const store = usePeopleStore()
  store.retain()
  return store
}

const useTokensStore = defineStore('tokens', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.tokens.watch(undefined, context),
    key: (row) => row.token,
  })
  const decided = computed(() => [...rows.value.values()].filter((row) => row.status !== null))
  const unknown = computed(() => [...rows.value.values()].filter((row) => row.status === null))
  return { rows, decided, unknown, state, fault, retain }
})

/** Every id token, by its normalised form. */
export function useTokens() {
  const store = useTokensStore()
  store.retain()
  return store
}

const useLearningStore = defineStore('learning', () => {
  const { active, retain } = retained()
  const { value, state } = useValueFeed({
    active,
    open: (client, context) => client.tokens.watchLearning(undefined, context),
  })
  return { value, state, retain }
})

/** Whose card is waited for, or how that ended. */
export function useLearning() {
  const store = useLearningStore()
  store.retain()
  return store
}

const useListsStore = defineStore('local-lists', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.localLists.watch(undefined, context),
    key: (row) => row.station,
  })
  return { rows, state, fault, retain }
})

/** The local lists of the chargers, by identity. */
export function useLocalLists() {
  const store = useListsStore()
  store.retain()
  return store
}
