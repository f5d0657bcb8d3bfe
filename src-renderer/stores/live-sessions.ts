import { defineStore } from 'pinia'
import { useKeyedFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('live-sessions', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.sessions.watchLive(undefined, context),
    key: (row) => row.session,
  })
  return { rows, state, fault, retain }
})

/** Sessions that run or are suspect, by number. */
export function useLiveSessions() {
  const store = useStore()
  store.retain()
  return store
}
