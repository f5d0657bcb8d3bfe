import { defineStore } from 'pinia'
import { useKeyedFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('desk', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.desk.watch(undefined, context),
    key: (row) => row.session.session,
  })
  return { rows, state, fault, retain }
})

/** Sessions that wait for a person, by number. */
export function useDesk() {
  const store = useStore()
  store.retain()
  return store
}
