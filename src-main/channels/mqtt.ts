import { connectAsync } from 'mqtt'
import type { ChannelTarget } from '#contract/alerts'
import type { MessageItem, OutgoingMessage } from '../app/alerts-ports'

const TIMEOUT_MS = 15_000

/**
 * Each alert to `<topic>/<kind>/<charger>`, `plugboard` where it is about none; a digest to `<topic>/digest`, a test to
 * `<topic>/test`. QoS 1: the broker has confirmed it when this returns.
 */
export async function publish(message: OutgoingMessage, target: Extract<ChannelTarget, { kind: 'mqtt' }>, password: string | null): Promise<string> {
  const client = await connectAsync(target.url, {
    ...(target.user === '' ? {} : { username: target.user, password: password ?? '' }),
    connectTimeout: TIMEOUT_MS,
    reconnectPeriod: 0,
    clean: true,
  }, false)
  try {
    const parts = partsOf(message)
    for (const { path, payload } of parts) await inTime(client.publishAsync(`${target.topic}/${path}`, JSON.stringify(payload), { qos: 1 }))
    return `${parts.length} published to ${target.topic}, confirmed by the broker`
  } finally {
    await client.endAsync(true).catch(() => undefined)
  }
}

function partsOf({ key, event, at, title, text, items }: OutgoingMessage): { path: string; payload: object }[] {
  const head = { delivery: key, event, at: new Date(at).toISOString() }
  if (event === 'digest' || event === 'test') return [{ path: event, payload: { ...head, title, text, alerts: items } }]
  return items.map((item) => ({ path: `${item.kind}/${levelOf(item)}`, payload: { ...head, ...item } }))
}

/** Without what means something in a topic. */
const levelOf = ({ station }: MessageItem) => (station ?? 'plugboard').replaceAll(/[/+#\0]/g, '_')

async function inTime(done: Promise<unknown>): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no confirmation within ${TIMEOUT_MS / 1000} s`)), TIMEOUT_MS)
  })
  await Promise.race([done, late]).finally(() => clearTimeout(timer))
}
