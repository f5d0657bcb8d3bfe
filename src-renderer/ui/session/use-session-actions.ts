import { useOverlay, useToast } from '@nuxt/ui/composables'
import { useClipboard } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'
import { useI18n } from 'vue-i18n'
import { useRouter } from 'vue-router'
import type { Person } from '#contract/people'
import type { SessionRow } from '#contract/sessions'
import { formatPlace } from '@/format/place'
import { saveFile } from '../save-file'
import { useConfirm } from '../use-confirm'
import PersonDialog from './PersonDialog.vue'
import type { SessionAction } from './session-actions'
import { type StationCommand, useStopSession } from './use-stop-session'

interface Ask<A, R> {
  run(input: A): Promise<{ value: R } | null>
  fault: Readonly<Ref<string | null>>
}

/** As `useSessionAsks` of the stores makes it. */
export interface SessionAsks {
  command: StationCommand
  setPerson: Ask<{ session: number; person: number | null; note: string }, void>
  /** The JSON text of a session. */
  exported: Ask<number, string>
  people: Readonly<Ref<readonly Person[]>>
}

/** Does what a person chose for a session: asks first where it reaches a charger, and tells the answer. */
export function useSessionActions({ command, setPerson, exported, people }: SessionAsks) {
  const { t } = useI18n()
  const toast = useToast()
  const confirm = useConfirm()
  const router = useRouter()
  const personDialog = useOverlay().create(PersonDialog)
  const { copy } = useClipboard({ legacy: true })
  const { stop, stopping } = useStopSession(command)
  const unlocking = ref<ReadonlySet<number>>(new Set())

  async function unlock({ session, station, stationName, place }: SessionRow) {
    if (!place) return
    const isSure = await confirm({
      title: t('sessions.unlock.title'),
      text: t('sessions.unlock.text', { station: stationName, connector: formatPlace(place) }),
      confirm: t('sessions.unlock.confirm'),
    })
    if (!isSure) return
    unlocking.value = new Set(unlocking.value).add(session)
    const answer = await command.run(station, { kind: 'unlock', place })
    unlocking.value = new Set([...unlocking.value].filter((other) => other !== session))
    const isDone = answer?.value.outcome === 'accepted'
    toast.add({
      title: t(isDone ? 'sessions.unlock.accepted' : 'sessions.unlock.refused', { station: stationName }),
      description: answer
        ? t('sessions.stop.sent', { station: stationName, answer: answer.value.answer ?? answer.value.outcome })
        : (command.fault.value ?? ''),
      color: isDone ? 'success' : 'warning',
    })
  }

  async function changePerson(row: SessionRow) {
    const isDone = await personDialog.open({
      session: row,
      people: people.value,
      save: async (choice) => ((await setPerson.run({ session: row.session, ...choice })) ? null : setPerson.fault.value),
    })
    if (isDone) toast.add({ title: t('sessions.setPerson.done', { session: row.session }), color: 'success' })
  }

  async function save({ session }: SessionRow) {
    const file = await exported.run(session)
    if (file) saveFile(file.value, { name: `session-${session}.json`, type: 'application/json' })
    else toast.add({ title: t('sessions.exportFailed', { session }), description: exported.fault.value ?? '', color: 'warning' })
  }

  const acts: Record<SessionAction, (row: SessionRow) => unknown> = {
    stop,
    unlock,
    limit: ({ session, station }) => router.push({ name: 'charging', params: { station }, query: { limit: session } }),
    person: changePerson,
    export: save,
    desk: ({ session }) => router.push({ name: 'desk', query: { session } }),
    copy: async ({ session }) => {
      await copy(String(session))
      toast.add({ title: t('sessions.copied', { session }), color: 'success' })
    },
  }

  return {
    act: (action: SessionAction, row: SessionRow) => void acts[action](row),
    /** Sessions of which something is under way. */
    busy: computed<ReadonlySet<number>>(() => new Set([...stopping.value, ...unlocking.value])),
  }
}
