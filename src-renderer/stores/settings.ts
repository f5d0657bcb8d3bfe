import { defineStore } from 'pinia'
import { useCommand } from '../link/use-command'
import { useQuery } from '../link/use-query'
import type { Settings } from '#contract/read-models'

/** The core's settings; language and theme are the page's own (`stores/appearance`). */
export const useSettings = defineStore('settings', () => {
  const { value, state, fault, reload } = useQuery({ load: (client, context) => client.settings.get(undefined, context) })
  const set = useCommand((client, changes: Partial<Settings>) => client.settings.set(changes))

  async function change(changes: Partial<Settings>): Promise<boolean> {
    const answer = await set.run(changes)
    if (answer) value.value = answer.value
    return answer !== null
  }
  return { value, state, fault, reload, change, busy: set.busy, changeFault: set.fault }
})
