import { defineStore } from 'pinia'
import { useQuery } from '../link/use-query'

/** What this Plugboard is and where chargers reach it; asked once per connection to the core. */
export const useAppInfo = defineStore('app-info', () => {
  const { value, state, fault } = useQuery({ load: (client, context) => client.app.info(undefined, context) })
  return { value, state, fault }
})
