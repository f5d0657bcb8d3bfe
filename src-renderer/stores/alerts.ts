import { defineStore } from 'pinia'
import { computed } from 'vue'
import { useKeyedFeed } from '../link/use-feed'
import { useQuery } from '../link/use-query'
import { retained } from './feed-store'

const useAlertStore = defineStore('alerts', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({ active, open: (client, context) => client.alerts.watch(undefined, context), key: (row) => row.alert })
  /** That nobody has acknowledged. */
  const open = computed(() => [...rows.value.values()].filter((row) => row.state === 'open'))
  return { rows, open, state, fault, retain }
})

/** Alerts that stand and the latest that are over, by number. */
export function useAlerts() {
  const store = useAlertStore()
  store.retain()
  return store
}

const useRuleStore = defineStore('alert-rules', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({ active, open: (client, context) => client.alerts.watchRules(undefined, context), key: (row) => row.rule })
  return { rows, state, fault, retain }
})

/** The rules that alerts open by. */
export function useAlertRules() {
  const store = useRuleStore()
  store.retain()
  return store
}

const useChannelStore = defineStore('alert-channels', () => {
  const { active, retain } = retained()
  const { rows, state, fault } = useKeyedFeed({ active, open: (client, context) => client.alerts.watchChannels(undefined, context), key: (row) => row.channel })
  return { rows, state, fault, retain }
})

/** Where alerts are sent to. */
export function useAlertChannels() {
  const store = useChannelStore()
  store.retain()
  return store
}

/** How secrets of channels are kept on the computer of the core. */
export const useSecretProtection = defineStore('secret-protection', () => {
  const { value } = useQuery({ load: (client, context) => client.alerts.secretProtection(undefined, context) })
  return { value }
})
