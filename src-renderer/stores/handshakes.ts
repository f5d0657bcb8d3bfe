import { defineStore } from 'pinia'
import { useKeyedFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStore = defineStore('handshakes', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.handshakes.watch(undefined, context),
    key: (row) => row.id,
  })
  return { rows, state, fault, retain }
})

/** Connection attempts that failed, by number. */
export function useHandshakes() {
  const store = useStore()
  store.retain()
  return store
}
