import { defineStore } from 'pinia'
import { useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('plans', () => {
  const { active, retain } = retained()
  const { value, state, fault } = useValueFeed({ active, open: (client, context) => client.plans.watch(undefined, context) })
  return { value, state, fault, retain }
})

/** The plans of sites, without their pictures; null until they came. */
export function usePlans() {
  const store = useStore()
  store.retain()
  return store
}
