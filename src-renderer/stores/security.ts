import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useKeyedFeed, useValueFeed } from '../link/use-feed'
import { retained } from './feed-store'

const useStateStore = defineStore('security', () => {
  const { active, retain } = retained()
  const { value, state, fault } = useValueFeed({ active, open: (client, context) => client.security.watch(undefined, context) })
  return { value, state, fault, retain }
})

/** Listeners, certificates and what was chosen about them. */
export function useSecurity() {
  const store = useStateStore()
  store.retain()
  return store
}

const useInboxStore = defineStore('security-inbox', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.security.watchInbox(undefined, context),
    key: (row) => row.item,
  })
  const open = computed(() => [...rows.value.values()].filter(({ seen }) => seen === null))
  return { rows, open, state, fault, retain }
})

/** Events that are relevant to security, by number. */
export function useSecurityInbox() {
  const store = useInboxStore()
  store.retain()
  return store
}

const useRequestStore = defineStore('certificate-requests', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({
    active,
    open: (client, context) => client.security.watchRequests(undefined, context),
    key: (row) => row.request,
  })
  return { rows, state, fault, retain }
})

/** Requests of chargers for certificates, by number. */
export function useCertificateRequests() {
  const store = useRequestStore()
  store.retain()
  return store
}
