import type { ChannelTarget, DeliveryEvent } from '#contract/alerts'
import { gatherMs, mostAlertsInOne, nextTryAfter } from '../../domain/alerts/delivery'
import type { AlertChanges, AlertSenders, AlertStore, Delivery, OutgoingMessage, SecretKeeper, StoredAlert, StoredChannel } from '../alerts-ports'
import { type Clock, type Log, StorageFullError } from '../ports'

export type Outbox = ReturnType<typeof createOutbox>
type FarTarget = Exclude<ChannelTarget, { kind: 'desktop' }>

/**
 * Messages on their way. Each is a row from the moment that it was decided, written with what it tells of; it leaves
 * one at a time for each channel, the oldest first, so that an end never overtakes its beginning.
 */
export function createOutbox(parts: {
  clock: Clock
  log: Log
  store: AlertStore
  senders: AlertSenders
  secrets: SecretKeeper
  newKey: () => string
  channel: (channel: number) => StoredChannel | null
  compose: (delivery: Delivery, channel: StoredChannel) => OutgoingMessage
  /** Its figures are others. */
  changed: (channel: number) => void
}) {
  const { clock, log, store } = parts
  const stored = store.unsent()
  const pending = new Map(stored.filter(({ state }) => state === 'pending').map((one) => [one.delivery, one]))
  const failed = new Map(stored.filter(({ state }) => state === 'failed').map((one) => [one.delivery, one]))
  const sending = new Map<number, Promise<void>>()
  let nextId = store.lastDeliveryId() + 1
  let isStopped = false

  function create(channel: number, event: DeliveryEvent, rest: Pick<Delivery, 'alerts' | 'nextTryAt'> & { day?: string }): Delivery {
    return {
      delivery: nextId++, key: parts.newKey(), channel, event, day: rest.day ?? null, alerts: rest.alerts, state: 'pending',
      attempts: 0, createdAt: clock.now(), nextTryAt: rest.nextTryAt, sentAt: null, answer: null,
    }
  }

  function adopt(deliveries: readonly Delivery[]): void {
    for (const one of deliveries) {
      if (one.state === 'pending') pending.set(one.delivery, one)
      else pending.delete(one.delivery)
      if (one.state === 'failed') failed.set(one.delivery, one)
      else failed.delete(one.delivery)
    }
    for (const channel of new Set(deliveries.map((one) => one.channel))) parts.changed(channel)
  }

  /** Stores what a try came to; nothing else may happen to the row meanwhile, for its channel is busy. */
  function settle(one: Delivery, last: NonNullable<StoredChannel['last']>): void {
    const channel = parts.channel(one.channel)
    write({ alerts: [], deliveries: [one], channels: channel ? [{ ...channel, last }] : [] })
    if (channel) channel.last = last
    adopt([one])
  }

  function write(changes: AlertChanges): void {
    store.write(changes)
  }

  async function attempt(one: Delivery, channel: StoredChannel, target: FarTarget): Promise<void> {
    const attempts = one.attempts + 1
    let after: Delivery
    try {
      const answer = await parts.senders.send(parts.compose(one, channel), { target, secret: parts.secrets.get(secretName(channel.channel)) })
      after = { ...one, state: 'sent', attempts, answer, nextTryAt: null, sentAt: clock.now() }
    } catch (error) {
      const nextTryAt = nextTryAfter(attempts, clock.now())
      const answer = error instanceof Error ? error.message : String(error)
      after = { ...one, state: nextTryAt === null ? 'failed' : 'pending', attempts, answer, nextTryAt }
      log.warn('an alert could not be sent', { channel: channel.name, attempts, answer })
    }
    await noted(after)
  }

  /** What was sent must not be sent again, so it is tried until there is room to say so. */
  async function noted(after: Delivery): Promise<void> {
    for (;;) {
      try {
        return settle(after, { at: clock.now(), isSent: after.state === 'sent', answer: after.answer ?? '' })
      } catch (error) {
        if (!(error instanceof StorageFullError) || isStopped) throw error
        await new Promise<void>((resolve) => void clock.after(1_000, resolve))
      }
    }
  }

  function dispatch(one: Delivery): void {
    const channel = parts.channel(one.channel)
    const target = channel?.isOn ? channel.target : null
    if (!channel || target === null || target.kind === 'desktop') {
      const dropped: Delivery = { ...one, state: 'dropped', nextTryAt: null }
      write({ alerts: [], deliveries: [dropped], channels: [] })
      adopt([dropped])
      return
    }
    const run = attempt(one, channel, target)
      .catch((error: unknown) => log.error('a delivery could not be noted', { delivery: one.delivery, error: String(error) }))
      .finally(() => sending.delete(one.channel))
    sending.set(one.channel, run)
  }

  return {
    adopt,
    counts(channel: number) {
      const of = (all: Map<number, Delivery>) => [...all.values()].filter((one) => one.channel === channel).length
      return { pending: of(pending), failed: of(failed) }
    },
    /** Adds an alert to a message that has not left yet, or begins one. */
    plan(alert: StoredAlert, event: 'opened' | 'ended', { channel, notBefore }: { channel: StoredChannel; notBefore: number | null }, planned: Map<number, Delivery>): Delivery {
      const from = notBefore ?? clock.now() + gatherMs[channel.target.kind]
      const open = [...pending.values(), ...planned.values()].findLast(
        (one) => one.channel === channel.channel && one.event === event && one.attempts === 0 && !sending.has(one.channel) && one.alerts.length < mostAlertsInOne && (notBefore === null ? (one.nextTryAt ?? 0) <= from : one.nextTryAt === notBefore),
      )
      const current = open && (planned.get(open.delivery) ?? open)
      const joined = current ? { ...current, alerts: [...current.alerts, alert.alert] } : create(channel.channel, event, { alerts: [alert.alert], nextTryAt: from })
      planned.set(joined.delivery, joined)
      return joined
    },
    /**
     * Has a channel heard that it opened, or will it? An alert that is over before its message left is taken out of it.
     */
    hasHeard(alert: StoredAlert, channel: number, planned: Map<number, Delivery>): boolean {
      const told = alert.deliveries.flatMap((id) => planned.get(id) ?? pending.get(id) ?? failed.get(id) ?? store.deliveries([id]))
      const own = told.find((one) => one.channel === channel && one.event === 'opened')
      if (!own || own.state === 'dropped') return false
      if (own.state !== 'pending' || own.attempts > 0 || sending.has(channel)) return true
      const alerts = own.alerts.filter((id) => id !== alert.alert)
      planned.set(own.delivery, { ...own, alerts, ...(alerts.length === 0 ? { state: 'dropped' as const, nextTryAt: null } : {}) })
      return false
    },
    digest: (channel: number, day: string, alerts: readonly number[]): Delivery => {
      const one = create(channel, 'digest', { alerts, nextTryAt: clock.now(), day })
      return alerts.length === 0 ? { ...one, state: 'dropped', nextTryAt: null } : one
    },
    /** Sends what is due. While a channel is waited for, what came later waits behind. */
    tick() {
      const now = clock.now()
      const busy = new Set(sending.keys())
      for (const one of pending.values()) if (one.attempts > 0 && (one.nextTryAt ?? 0) > now) busy.add(one.channel)
      for (const one of [...pending.values()].sort((a, b) => a.delivery - b.delivery)) {
        if (busy.has(one.channel) || (one.nextTryAt ?? 0) > now) continue
        busy.add(one.channel)
        dispatch(one)
      }
    },
    retry(channel: number) {
      const again = [...failed.values(), ...pending.values()]
        .filter((one) => one.channel === channel && one.attempts > 0)
        .map((one): Delivery => ({ ...one, state: 'pending', attempts: 0, nextTryAt: clock.now() }))
      write({ alerts: [], deliveries: again, channels: [] })
      adopt(again)
    },
    forget(channel: number) {
      for (const all of [pending, failed]) for (const [id, one] of all) if (one.channel === channel) all.delete(id)
    },
    /** What is on its way arrives, or fails, before the store closes. */
    async stop() {
      isStopped = true
      await Promise.all(sending.values())
    },
  }
}

export const secretName = (channel: number) => `alert-channel-${channel}`
