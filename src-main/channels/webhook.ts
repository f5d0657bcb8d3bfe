import { createHmac } from 'node:crypto'
import type { ChannelTarget } from '#contract/alerts'
import type { OutgoingMessage } from '../app/alerts-ports'

const TIMEOUT_MS = 15_000
/** Of an answer: enough to see what it is about. */
const MOST_SHOWN = 300

/**
 * One POST with JSON. With a key: `Plugboard-Signature: v1=<hex>` is the HMAC-SHA256 of "<timestamp>.<body>", where the
 * timestamp is the header `Plugboard-Timestamp`, Unix seconds. `Plugboard-Delivery` is the same for every try.
 */
export async function post(message: OutgoingMessage, target: Extract<ChannelTarget, { kind: 'webhook' }>, key: string | null): Promise<string> {
  const body = JSON.stringify(bodyOf(message))
  const timestamp = `${Math.floor(message.at / 1000)}`
  const response = await answerOf(target.url, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      'User-Agent': 'Plugboard',
      'Plugboard-Delivery': message.key,
      'Plugboard-Timestamp': timestamp,
      ...(key === null ? {} : { 'Plugboard-Signature': `v1=${signature(key, timestamp, body)}` }),
    },
    body,
    // A signed message is for the one whose address was entered.
    redirect: 'manual',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  })
  const text = (await response.text()).slice(0, MOST_SHOWN).trim()
  const answer = [`HTTP ${response.status}`, response.statusText, text].filter((part) => part !== '').join(' ')
  if (!response.ok) throw new Error(answer)
  return answer
}

export const signature = (key: string, timestamp: string, body: string): string =>
  createHmac('sha256', key).update(`${timestamp}.${body}`).digest('hex')

const bodyOf = ({ key, event, at, title, text, items }: OutgoingMessage) => ({ delivery: key, event, at: new Date(at).toISOString(), title, text, alerts: items })

async function answerOf(url: string, request: RequestInit): Promise<Response> {
  try {
    return await fetch(url, request)
  } catch (error) {
    const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error
    throw new Error(cause instanceof Error ? cause.message || cause.name : String(cause), { cause: error })
  }
}
