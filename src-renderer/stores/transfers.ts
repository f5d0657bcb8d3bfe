import { defineStore } from 'pinia'
import { useKeyedFeed } from '../link/use-feed'
import { useQuery } from '../link/use-query'
import { retained } from './feed-store'

const useStore = defineStore('transfers', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.transfers.watch(undefined, context),
    key: (row) => row.transfer,
  })
  return { rows, state, fault, retain }
})

/** File transfers that run and ran, by number. */
export function useTransfers() {
  const store = useStore()
  store.retain()
  return store
}

/** Firmware that can be given to chargers; `reload` after a change. */
export const useFirmwareFiles = defineStore('firmware', () => {
  const { value, state, fault, reload } = useQuery({ load: (client, context) => client.firmware.list(undefined, context) })
  return { value, state, fault, reload }
})
