import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'
import { createValidator, RPCServer } from 'ocpp-rpc'
import type { Payload } from './wire'

/** One CALL as the server received it; it was valid by its schema. */
export interface ReceivedCall {
  identity: string
  protocol: string
  action: string
  payload: Payload
}

interface ServerClient {
  identity: string
  protocol: string
  handle(handler: (call: { method: string; params: Payload }) => Promise<Payload>): void
  call(action: string, payload: Payload): Promise<Payload>
  on(event: string, listener: (detail: { error: Error }) => void): void
}

type Answer = (call: ReceivedCall) => Payload | undefined

/** Its enumerations carry a keyword that is meant for objects; ajv warns of each. */
function withoutNoise(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('enum' in value)) return value
  const { additionalProperties: _noise, ...rest } = value as Record<string, unknown>
  return rest
}

/** ocpp-rpc asks for `urn:X.req`; its own schemas of 2.1 are named `urn:XRequest`, so strict mode fails without this. */
function validator21() {
  const file = createRequire(import.meta.url).resolve('ocpp-rpc/lib/schemas/ocpp2_1.json')
  const schemas = JSON.parse(readFileSync(file, 'utf8'), withoutNoise) as { $id: string }[]
  return createValidator(
    'ocpp2.1',
    schemas.map((schema) => ({
      ...schema,
      $id: schema.$id.replace(/Request$/, '.req').replace(/Response$/, '.conf'),
    })),
  )
}

const now = (): string => new Date().toISOString()
const token16 = { idTagInfo: { status: 'Accepted' } }
const token2x = { idTokenInfo: { status: 'Accepted' } }

/** A central system of few words, for the tests: on port 0, and strict in all three versions, in both directions. */
export async function strictServer(answer: Answer = () => undefined) {
  const calls: ReceivedCall[] = []
  const violations: string[] = []
  const clients = new Map<string, ServerClient>()
  let lastTransaction = 100

  const defaults = (call: ReceivedCall): Payload => {
    const is16 = call.protocol === 'ocpp1.6'
    switch (call.action) {
      case 'BootNotification':
        return { status: 'Accepted', currentTime: now(), interval: 300 }
      case 'Heartbeat':
        return { currentTime: now() }
      case 'Authorize':
        return is16 ? token16 : token2x
      case 'StartTransaction':
        return { transactionId: ++lastTransaction, ...token16 }
      case 'TransactionEvent':
        return call.payload['idToken'] ? token2x : {}
      default:
        return {}
    }
  }

  const server = new RPCServer({
    protocols: ['ocpp2.1', 'ocpp2.0.1', 'ocpp1.6'],
    strictMode: true,
    // The typings of a validator and of its constructor function disagree.
    strictModeValidators: [validator21()] as never,
    pingIntervalMs: 0,
  })
  server.on('client', (client: ServerClient) => {
    clients.set(client.identity, client)
    client.on('strictValidationFailure', ({ error }) => violations.push(error.message))
    client.handle(({ method, params }) => {
      const call = { identity: client.identity, protocol: client.protocol, action: method, payload: params }
      calls.push(call)
      return Promise.resolve(answer(call) ?? defaults(call))
    })
  })
  const http = await server.listen(0, '127.0.0.1')

  return {
    url: `ws://127.0.0.1:${(http.address() as AddressInfo).port}`,
    calls,
    /** What was sent against the schemas, in either direction. */
    violations,
    actions: () => calls.map(({ action }) => action),
    payloads: (action: string) => calls.filter((call) => call.action === action).map(({ payload }) => payload),
    ask: (identity: string, action: string, payload: Payload): Promise<Payload> => {
      const client = clients.get(identity)
      if (!client) throw new Error(`${identity} is not connected`)
      return client.call(action, payload)
    },
    close: async () => {
      await server.close({ force: true })
      http.closeAllConnections()
    },
  }
}

export type StrictServer = Awaited<ReturnType<typeof strictServer>>

/** Waits for something that arrives over a socket. @throws after fifteen seconds */
export async function eventually(check: () => boolean, what: string): Promise<void> {
  const deadline = Date.now() + 15_000
  while (!check()) {
    if (Date.now() > deadline) throw new Error(`never came: ${what}`)
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
}
