import { defineStore } from 'pinia'
import { useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('organisation', () => {
  const { active, retain } = retained()
  const { value, state, fault } = useValueFeed({
    active,
    open: (client, context) => client.organisation.watch(undefined, context),
  })
  return { value, state, fault, retain }
})

/** Companies, sites and areas, retired ones included; null until they came. */
export function useOrganisation() {
  const store = useStore()
  store.retain()
  return store
}
