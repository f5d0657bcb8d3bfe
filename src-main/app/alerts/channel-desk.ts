import type { AlertChannel, ChannelInput, ChannelTest } from '#contract/alerts'
import type { AlertSenders, AlertStore, OutgoingMessage, SecretKeeper, StoredChannel } from '../alerts-ports'
import { FaultError } from '../fault-error'
import { createKeyedFeed } from '../feeds/keyed-feed'
import type { Clock } from '../ports'
import { type Outbox, secretName } from './outbox'

export type ChannelDesk = ReturnType<typeof createChannelDesk>

/** The channels, as people set them. Their secrets go to the keeper and come back to nobody. */
export function createChannelDesk(parts: {
  clock: Clock
  store: AlertStore
  senders: AlertSenders
  secrets: SecretKeeper
  outbox: () => Outbox
  testMessage: (channel: StoredChannel) => OutgoingMessage
  /** Shows a notice to whoever sits here; false: nobody does. */
  showTest: (channel: string) => boolean
}) {
  const { clock, store, secrets } = parts
  const channels = new Map(store.channels().map((channel) => [channel.channel, channel]))
  const view = (channel: StoredChannel): AlertChannel => {
    const { since: _since, ...rest } = channel
    return { ...rest, hasSecret: secrets.get(secretName(channel.channel)) !== null, ...parts.outbox().counts(channel.channel) }
  }
  const feed = createKeyedFeed<number, AlertChannel>({
    clock,
    all: () => [...channels.values()].map(view),
    read: (id) => {
      const channel = channels.get(id)
      return channel ? view(channel) : null
    },
  })

  function find(channel: number): StoredChannel {
    const found = channels.get(channel)
    if (!found) throw new FaultError('ALERT_CHANNEL_NOT_FOUND', { channel })
    return found
  }

  function save({ secret, channel: id, ...input }: ChannelInput): number {
    const before = id === null ? null : find(id)
    const channel = before?.channel ?? Math.max(0, ...channels.keys()) + 1
    const isSameDigest = before?.digestAt === input.digestAt && before.sends === input.sends && before.isOn === input.isOn
    const saved: StoredChannel = { ...input, channel, since: before && isSameDigest ? before.since : clock.now(), last: before?.last ?? null }
    store.write({ alerts: [], deliveries: [], channels: [saved] })
    if (secret !== undefined) secrets.set(secretName(channel), secret)
    channels.set(channel, saved)
    feed.touch([channel])
    return channel
  }

  async function test(channel: number): Promise<ChannelTest> {
    const known = find(channel)
    const message = parts.testMessage(known)
    if (known.target.kind === 'desktop') {
      const isSeen = parts.showTest(known.name)
      return { isDelivered: isSeen, answer: isSeen ? '' : 'no window or browser listens' }
    }
    let last: NonNullable<StoredChannel['last']>
    try {
      last = { at: clock.now(), isSent: true, answer: await parts.senders.send(message, { target: known.target, secret: secrets.get(secretName(channel)) }) }
    } catch (error) {
      last = { at: clock.now(), isSent: false, answer: error instanceof Error ? error.message : String(error) }
    }
    const now = channels.get(channel)
    if (now) {
      channels.set(channel, { ...now, last })
      feed.touch([channel])
    }
    return { isDelivered: last.isSent, answer: last.answer }
  }

  return {
    feed,
    all: (): readonly StoredChannel[] => [...channels.values()],
    get: (channel: number) => channels.get(channel) ?? null,
    protection: () => secrets.protection,
    save,
    test,
    remove(channel: number) {
      find(channel)
      store.removeChannel(channel)
      secrets.set(secretName(channel), null)
      parts.outbox().forget(channel)
      channels.delete(channel)
      feed.touch([channel])
    },
    retry(channel: number) {
      find(channel)
      parts.outbox().retry(channel)
    },
  }
}
