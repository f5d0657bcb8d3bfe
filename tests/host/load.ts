import { once } from 'node:events'
import { WebSocket } from 'ws'

type Payload = Record<string, unknown>

/** A CALL that was answered with a CALLRESULT: the station has deleted it. */
export interface Answered {
  station: string
  action: string
  payload: Payload
  answer: Payload
}

/** Stations that send transactions as fast as they are answered. */
export interface Load {
  answered: Answered[]
  /** Close codes of the sockets, as they come. */
  closes: number[]
  /** Resolves when all sockets are closed. */
  ended: Promise<void>
}

/** `url` ends before the identity. */
export async function startLoad(url: string, stations: number): Promise<Load> {
  const load: Load = { answered: [], closes: [], ended: Promise.resolve() }
  const lines = await Promise.all(
    Array.from({ length: stations }, (_, index) => {
      const speaks16 = index % 2 === 0
      return openLine({ url, identity: `LOAD-${index}`, subprotocol: speaks16 ? 'ocpp1.6' : 'ocpp2.0.1', load })
    }),
  )
  load.ended = Promise.all(
    lines.map(async (line, index) => {
      // Ends when the line is cut: the CALL that waits then is never answered.
      await (index % 2 === 0 ? transactions16(line) : transactions201(line)).catch(() => undefined)
      await line.closed
    }),
  ).then(() => undefined)
  return load
}

interface Line {
  call(action: string, payload: Payload): Promise<Payload>
  closed: Promise<void>
}

async function openLine(options: { url: string; identity: string; subprotocol: string; load: Load }): Promise<Line> {
  const { url, identity, subprotocol, load } = options
  const socket = new WebSocket(`${url}/${identity}`, subprotocol)
  await once(socket, 'open')
  socket.on('error', () => undefined)
  let waiting: { id: string; resolve: (answer: Payload) => void; reject: (cause: Error) => void } | null = null
  let count = 0
  socket.on('message', (data: Buffer) => {
    const [kind, id, answer] = JSON.parse(data.toString('utf8')) as [number, string, Payload]
    if (waiting?.id !== id) return
    const { resolve, reject } = waiting
    waiting = null
    if (kind === 3) resolve(answer)
    else reject(new Error('answered with an error'))
  })
  const closed = new Promise<void>((resolve) => {
    socket.once('close', (code) => {
      load.closes.push(code)
      waiting?.reject(new Error('the line was cut'))
      resolve()
    })
  })
  return {
    closed,
    async call(action, payload) {
      const id = `${identity}-${++count}`
      const answer = await new Promise<Payload>((resolve, reject) => {
        if (socket.readyState !== WebSocket.OPEN) return reject(new Error('the line was cut'))
        waiting = { id, resolve, reject }
        socket.send(JSON.stringify([2, id, action, payload]))
      })
      load.answered.push({ station: identity, action, payload, answer })
      return answer
    },
  }
}

let second = 0
/** Times that no two messages share, so that none is taken for the repetition of another. */
const nextTime = () => new Date(Date.now() - 600_000 + second++).toISOString()

async function transactions16({ call }: Line): Promise<void> {
  await call('BootNotification', { chargePointVendor: 'Load', chargePointModel: 'L' })
  for (let meter = 0; ; meter += 50) {
    const start = { connectorId: 1, idTag: 'LOAD', meterStart: meter, timestamp: nextTime() }
    const { transactionId } = await call('StartTransaction', start)
    for (let reading = 1; reading <= 4; reading++) {
      const sampledValue = [{ value: String(meter + reading * 10) }, { value: '7000', measurand: 'Power.Active.Import', unit: 'W' }]
      await call('MeterValues', { connectorId: 1, transactionId, meterValue: [{ timestamp: nextTime(), sampledValue }] })
    }
    await call('StopTransaction', { transactionId, idTag: 'LOAD', meterStop: meter + 50, timestamp: nextTime() })
  }
}

async function transactions201({ call }: Line): Promise<void> {
  await call('BootNotification', { reason: 'PowerUp', chargingStation: { vendorName: 'Load', model: 'L' } })
  for (let meter = 0; ; meter += 50) {
    const transactionId = crypto.randomUUID()
    const types = ['Started', 'Updated', 'Updated', 'Updated', 'Ended']
    for (const [seqNo, eventType] of types.entries()) {
      const timestamp = nextTime()
      await call('TransactionEvent', {
        eventType,
        seqNo,
        timestamp,
        triggerReason: 'MeterValuePeriodic',
        transactionInfo: { transactionId },
        evse: { id: 1, connectorId: 1 },
        meterValue: [{ timestamp, sampledValue: [{ value: meter + seqNo * 10 }] }],
      })
    }
  }
}
