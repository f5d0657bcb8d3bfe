import { defineStore } from 'pinia'
import { useQuery } from '../link/use-query'

/** The sites; `reload` after a command that may have made one. */
export const useSites = defineStore('sites', () => {
  const { value, state, fault, reload } = useQuery({ load: (client, context) => client.sites.list(undefined, context) })
  return { value, state, fault, reload }
})
