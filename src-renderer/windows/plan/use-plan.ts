import { useToast } from '@nuxt/ui/composables'
import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { PlanInput, PlanSpot } from '#contract/plan'
import { useCommand } from '@/link/use-command'
import { useQuery } from '@/link/use-query'
import { usePlans } from '@/stores/plans'
import { useConfirm } from '@/ui/use-confirm'
import { readPicture } from './read-picture'

/** The plan of a site, its picture, and what is done with them; moving can be taken back. */
export function usePlan(site: number) {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
  const plans = usePlans()
  const plan = computed(() => plans.value?.find((one) => one.site === site) ?? null)

  const picture = useQuery({ active: computed(() => plan.value !== null), load: (client, context) => client.plans.picture({ site }, context) })
  watch(() => plan.value?.savedAt, (at, before) => {
    if (at !== undefined && before !== undefined) void picture.reload()
  })
  const url = computed(() => (picture.value.value === null ? null : `data:${picture.value.value.media};base64,${picture.value.value.data}`))

  const save = useCommand((client, input: PlanInput) => client.plans.save(input))
  const drop = useCommand((client) => client.plans.remove({ site }))
  const put = useCommand((client, { station, spot }: { station: string; spot: PlanSpot | null }) => (spot ? client.plans.place(spot) : client.plans.takeOff({ station })))
  const isReading = ref(false)
  const failed = (text: string | null) => toast.add({ title: t('plan.failed'), description: text ?? '', color: 'error' })

  async function choose(file: File, page: number) {
    isReading.value = true
    try {
      const drawn = await readPicture(file, page)
      if (!(await save.run({ site, ...drawn }))) failed(save.fault.value)
    } catch {
      failed(t('plan.unreadable', { name: file.name }))
    } finally {
      isReading.value = false
    }
  }

  async function remove() {
    const isSure = await confirm({ title: t('plan.removeTitle'), text: t('plan.removeText'), confirm: t('plan.remove'), isDangerous: true })
    if (isSure && !(await drop.run())) failed(drop.fault.value)
  }

  /** Null: off the plan. */
  async function move(station: { station: string; name: string }, spot: PlanSpot | null) {
    const before = plan.value?.spots.find((one) => one.station === station.station) ?? null
    if (!(await put.run({ station: station.station, spot }))) return void failed(put.fault.value)
    toast.add({
      id: 'plan-moved', title: t(spot ? 'plan.placed' : 'plan.takenOff', { name: station.name }), color: 'neutral', icon: 'i-lucide-check',
      actions: [{ label: t('organisation.undo'), color: 'neutral', variant: 'outline', onClick: () => void put.run({ station: station.station, spot: before }) }],
    })
  }

  return { plans, plan, url, picture, isBusy: computed(() => isReading.value || save.busy.value), choose, remove, move }
}
