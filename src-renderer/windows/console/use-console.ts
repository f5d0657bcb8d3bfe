import { computed, ref, watch } from 'vue'
import { useI18n } from 'vue-i18n'
import type { ActionDescription, CommandRecord } from '#contract/commands'
import type { JsonObject } from '#contract/read-models'
import type { StationDetail } from '#contract/stations'
import type { StationRequest } from '#contract/vocabulary'
import { useKeyedFeed, useValueFeed } from '@/link/use-feed'
import { useLink } from '@/link/link'
import { useQuery } from '@/link/use-query'
import { useStationCommand } from '@/link/use-station-command'
import { useAddressFilter } from '@/ui/address-filter'
import { useConfirm } from '@/ui/use-confirm'
import { fieldOf } from './field'
import { startOf } from './field-value'
import { useIssues } from './use-issues'
import { usePayload } from './use-payload'

/** The command console of one charger: its actions, the message that is being written, and what was sent. */
export function useConsole(station: string) {
  const { t } = useI18n()
  const link = useLink()
  const confirm = useConfirm()
  const command = useStationCommand()
  const detail = useValueFeed<StationDetail>({ open: (client, context) => client.stations.watchOne({ station }, context) })
  const sent = useKeyedFeed<CommandRecord>({
    open: (client, context) => client.stations.watchCommands({ station }, context),
    key: (record) => record.id,
  })
  const catalog = useQuery({ load: (client, context) => client.stations.actions({ station }, context) })
  // A charger that was updated may come back with another version.
  watch(() => detail.value.value?.row.protocol, (protocol) => {
    if (protocol !== undefined && protocol !== catalog.value.value?.protocol) void catalog.reload()
  })

  const { values, change } = useAddressFilter(['action'])
  const actions = computed<readonly ActionDescription[]>(() => catalog.value.value?.actions ?? [])
  const selected = computed(() => actions.value.find(({ action }) => action === values.value.action) ?? null)
  const field = computed(() => selected.value && fieldOf(selected.value.schema))
  const name = computed(() => selected.value?.action ?? null)
  const message = usePayload()
  const issues = useIssues({ station, action: name, payload: message.payload, isTouched: message.isTouched })

  /** What the message starts with once its action is selected; null: an empty form. */
  let prepared: JsonObject | null = null
  const start = () => {
    const empty = field.value ? startOf(field.value) : {}
    message.set(prepared ?? (empty as JsonObject)) // every message is an object
    prepared = null
  }
  watch(name, start, { immediate: true })
  function select(action: string, payload: JsonObject | null = null) {
    prepared = payload
    if (action === name.value) start()
    else change({ action })
  }

  /** Why nothing can be sent now, as a sentence; null when it can. */
  const obstacle = computed(() => {
    if (link.client.value === null) return t('states.noLink')
    const code = detail.value.value?.capabilities.find(({ request }) => request === 'raw')?.obstacle
    return code ? t(`charger.obstacle.${code}`) : null
  })
  const isRisky = (action: string) => actions.value.find((one) => one.action === action)?.isRisky ?? false

  /** The record that is open in the history. */
  const opened = ref<number | null>(null)
  async function send(request: StationRequest) {
    const risk = request.kind === 'raw' ? isRisky(request.action) && request.action : request.kind === 'reset' && 'Reset'
    const text = t('console.risk.text', { station: detail.value.value?.row.name ?? station })
    if (risk && !(await confirm({ title: t('console.risk.title', { action: risk }), text, confirm: t('console.send'), isDangerous: true }))) return
    const answer = await command.run(station, request)
    if (answer) opened.value = answer.value.id
  }
  async function sendMessage() {
    if (name.value === null || obstacle.value !== null || command.busy.value || !message.isReadable.value) return
    message.isTouched.value = true
    if (issues.isSettled.value && issues.count.value > 0) return
    await send({ kind: 'raw', action: name.value, payload: message.payload.value })
  }

  return {
    detail,
    catalog,
    actions,
    selected,
    field,
    message,
    issues,
    obstacle,
    opened,
    select,
    send,
    sendMessage,
    isSending: command.busy,
    fault: command.fault,
    clearFault: command.clear,
    /** The newest first. */
    records: computed(() => [...sent.rows.value.values()].sort((a, b) => b.id - a.id)),
  }
}
