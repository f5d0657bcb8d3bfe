import { computed, shallowRef, watch } from 'vue'
import type { ConfigurationStatus, SettingResult } from '#contract/configuration'
import { useCommand } from '@/link/use-command'
import { useValueFeed } from '@/link/use-feed'
import { useQuery } from '@/link/use-query'
import { activeLanguage } from '@/i18n/language'
import { explained, problemOf } from './setting-words'

/** The settings of one charger, the changes that wait to be sent, and what became of those that were. */
export function useConfiguration(station: string) {
  const status = useValueFeed<ConfigurationStatus>({
    open: (client, context) => client.configuration.watch({ station }, context),
  })
  const query = useQuery({ load: (client, context) => client.configuration.settings({ station }, context) })
  watch(() => status.value.value?.version, () => void query.reload())

  const rows = computed(() => (query.value.value ?? []).map((row) => explained(row, activeLanguage.value)))
  const byName = computed(() => new Map(rows.value.map((row) => [row.name, row])))
  const edits = shallowRef<ReadonlyMap<string, string>>(new Map())
  const results = shallowRef<SettingResult[]>([])

  /** A value that is as the charger's is no change. */
  function edit(name: string, value: string) {
    const next = new Map(edits.value)
    if ((byName.value.get(name)?.value ?? '') === value) next.delete(name)
    else next.set(name, value)
    edits.value = next
  }
  const problem = (name: string) => {
    const row = byName.value.get(name)
    const value = edits.value.get(name)
    return row && value !== undefined ? problemOf(row, value) : null
  }

  const read = useCommand((client) => client.configuration.read({ station }))
  const cancel = useCommand((client) => client.configuration.cancel({ station }))
  const moreReadings = useCommand((client) => client.configuration.askForReadings({ station }))
  const change = useCommand((client, settings: { name: string; value: string }[]) =>
    client.configuration.change({ station, settings }))
  const savePlan = useCommand((client, plan: ConfigurationStatus['plan']) =>
    client.configuration.setPlan({ station, ...plan }))

  async function apply() {
    const settings = [...edits.value].map(([name, value]) => ({ name, value }))
    const answer = await change.run(settings)
    if (!answer) return
    results.value = answer.value
    edits.value = new Map()
    await query.reload()
  }

  /** Keeps the value that the charger has, or lets go of it. */
  async function toggleKept(name: string) {
    const plan = status.value.value?.plan
    const row = byName.value.get(name)
    if (!plan || !row) return
    const others = plan.settings.filter((setting) => setting.name !== name)
    const isKept = others.length !== plan.settings.length
    await savePlan.run({ ...plan, settings: isKept ? others : [...others, { name, value: row.value ?? '' }] })
  }

  return {
    status, query, rows, edits, results, edit, problem, read, moreReadings, cancel, change, savePlan, apply, toggleKept,
    hasProblem: computed(() => [...edits.value.keys()].some((name) => problem(name) !== null)),
    discard: () => {
      edits.value = new Map()
    },
  }
}
