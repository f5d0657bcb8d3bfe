import { useToast } from '@nuxt/ui/composables'
import { ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import type { CommandRecord } from '#contract/commands'
import type { SessionRow } from '#contract/sessions'
import type { StationRequest } from '#contract/vocabulary'
import { useConfirm } from '../use-confirm'

/** As `useStationCommand` makes it. */
export interface StationCommand {
  run(station: string, request: StationRequest): Promise<{ value: CommandRecord } | null>
  fault: Readonly<Ref<string | null>>
}

/** Asks before a session is stopped, stops it, and tells the station's answer. */
export function useStopSession(command: StationCommand) {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
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
    const answer = await command.run(station, { kind: 'stop', session })
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
