import { defineStore } from 'pinia'
import { useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('overview', () => {
  const { active, retain } = retained()
  const { value, state, fault } = useValueFeed({
    active,
    open: (client, context) => client.overview.watch(undefined, context),
  })
  return { value, state, fault, retain }
})

/** The counts of the whole depot and the notices. */
export function useOverview() {
  const store = useStore()
  store.retain()
  return store
}
