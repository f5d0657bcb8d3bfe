import { useToast } from '@nuxt/ui/composables'
import type { SessionRow } from '#contract/read-models'
import { ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useCommand } from '@/link/use-command'
import { useConfirm } from '@/ui/use-confirm'

/** Asks before a session is stopped, stops it, and tells the station's answer. */
export function useStopSession() {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
  const command = useCommand((client, station: string, session: number) =>
    client.stations.command({ station, request: { kind: 'stop', session } }))
  /** Sessions whose stop is under way. */
  const stopping = ref<ReadonlySet<number>>(new Set())

  async function stop({ session, station, stationName }: Pick<SessionRow, 'session' | 'station' | 'stationName'>) {
    const isSure = await confirm({
      title: t('sessions.stop.title'),
      text: t('sessions.stop.text', { station: stationName, session }),
      confirm: t('sessions.stop.confirm'),
    })
    if (!isSure) return
    stopping.value = new Set(stopping.value).add(session)
    const answer = await command.run(station, session)
    stopping.value = new Set([...stopping.value].filter((other) => other !== session))
    if (answer?.value.outcome === 'accepted') {
      toast.add({ title: t('sessions.stop.accepted', { station: stationName }), color: 'success' })
      return
    }
    toast.add({
      title: t('sessions.stop.refused', { station: stationName }),
      description: answer
        ? t('sessions.stop.sent', { station: stationName, answer: answer.value.answer ?? answer.value.outcome })
        : (command.fault.value ?? ''),
      color: 'warning',
    })
  }
  return { stop, stopping }
}
