import { defineStore } from 'pinia'
import { useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const usePricingStore = defineStore('pricing', () => {
  const { active, retain } = retained()
  const { value, state, fault } = useValueFeed({ active, open: (client, context) => client.pricing.watch(undefined, context) })
  return { value, state, fault, retain }
})

/** Tariffs, whose they are, and what changes prices. */
export function usePricing() {
  const store = usePricingStore()
  store.retain()
  return store
}
