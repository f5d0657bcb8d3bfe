import { useToast } from '@nuxt/ui/composables'
import { useI18n } from 'vue-i18n'
import type { LifeCycle } from '#contract/organisation'
import { type Command, useCommand } from '@/link/use-command'
import { useConfirm } from '@/ui/use-confirm'
import type { TreeStation } from './tree'

export interface Place {
  site: number | null
  area: number | null
}

/** Moves chargers and changes their life cycle; each can be taken back where it is said to be done. */
export function useMoving() {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
  const place = useCommand(async (client, moves: { stations: string[]; to: Place }[]) => {
    for (const { stations, to } of moves) await client.organisation.place({ stations, ...to })
  })
  const setLifeCycle = useCommand(async (client, changes: { stations: string[]; lifeCycle: LifeCycle }[]) => {
    for (const change of changes) await client.organisation.setLifeCycle(change)
  })

  async function run<A>(command: Command<[A[]], void>, words: { done: string; forth: A; back: A[] }) {
    if (!(await command.run([words.forth]))) {
      return void toast.add({ title: t('organisation.failed'), description: command.fault.value ?? '', color: 'error' })
    }
    const undo = async () => {
      if (!(await command.run(words.back))) toast.add({ title: t('organisation.failed'), description: command.fault.value ?? '', color: 'error' })
    }
    toast.add({
      title: words.done, color: 'neutral', icon: 'i-lucide-check',
      actions: [{ label: t('organisation.undo'), color: 'neutral', variant: 'outline', onClick: () => void undo() }],
    })
  }

  function move(stations: readonly TreeStation[], to: Place & { name: string }) {
    const moved = stations.filter(({ site, area }) => site !== to.site || area !== to.area)
    if (moved.length === 0) return
    const from = Map.groupBy(moved, ({ site, area }) => `${site} ${area}`)
    const back = [...from.values()].map((group) => ({ stations: identities(group), to: { site: group[0]?.site ?? null, area: group[0]?.area ?? null } }))
    const forth = { stations: identities(moved), to: { site: to.site, area: to.area } }
    return run(place, { done: t('organisation.moved', { count: moved.length, name: to.name }, moved.length), forth, back })
  }

  async function change(stations: readonly TreeStation[], lifeCycle: LifeCycle) {
    const changed = stations.filter((station) => station.lifeCycle !== lifeCycle)
    const [first] = changed
    if (!first) return
    const isSure = lifeCycle !== 'retired' || await confirm({
      title: changed.length === 1 ? t('organisation.retireOne', { name: first.name }) : t('organisation.retireMany', { count: changed.length }),
      text: t('organisation.effect.retired'), confirm: t('organisation.retire'), isDangerous: true,
    })
    if (!isSure) return
    const back = [...Map.groupBy(changed, (station) => station.lifeCycle)].map(([before, group]) => ({ stations: identities(group), lifeCycle: before }))
    const done = t('organisation.lifeCycleDone', { count: changed.length, state: t(`organisation.lifeCycle.${lifeCycle}`) }, changed.length)
    await run(setLifeCycle, { done, forth: { stations: identities(changed), lifeCycle }, back })
  }

  return { move, change, isBusy: () => place.busy.value || setLifeCycle.busy.value }
}

const identities = (stations: readonly TreeStation[]) => stations.map(({ station }) => station)
