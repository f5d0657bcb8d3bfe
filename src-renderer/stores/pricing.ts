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

const useTreeStore = defineStore('pricing-tree', () => {
  const { active, retain } = retained()
  const { value } = useValueFeed({ active, open: (client, context) => client.organisation.watch(undefined, context) })
  return { value, retain }
})

/** Companies, sites and areas that a tariff can be given to. */
export function useTree() {
  const store = useTreeStore()
  store.retain()
  return store
}
