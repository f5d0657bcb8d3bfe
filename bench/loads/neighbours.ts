import { WebSocket } from 'ws'
import { runOpenLoop } from './open-loop.ts'

export type Disturbance = 'none' | 'large-stop' | 'report' | 'flood' | 'junk'

export interface Neighbours {
  kind: 'neighbours'
  disturbance: Disturbance
  stations: number
  callsPerSecond: number
  warmUpMs: number
  measureMs: number
}

/** The calls of ordinary stations, while one station does what hurts. How long do the others wait? */
export async function runNeighbours(load: Neighbours, url: string, failed: (error: Error) => void) {
  const { stop, answers } = await disturb(load.disturbance, url, failed)
  const measured = await runOpenLoop({ ...load, kind: 'open-loop' }, url, failed)
  stop()
  return { ...measured, disturberAnswers: answers() }
}

async function disturb(kind: Disturbance, url: string, failed: (error: Error) => void) {
  if (kind === 'none') return { stop: () => undefined, answers: () => 0 }
  const isModern = kind === 'report'
  const socket = new WebSocket(`${url}/DISTURBER-${kind}`, isModern ? 'ocpp2.0.1' : 'ocpp1.6', { perMessageDeflate: false })
  let answers = 0
  let isStopping = false
  let waiting: ((frame: unknown[]) => void) | null = null
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString('utf8')) as unknown[]
    if (frame[0] === 2) return
    answers += 1
    waiting?.(frame)
  })
  socket.on('error', (error) => failed(error))
  socket.on('close', (code) => {
    if (!isStopping) failed(new Error(`the disturber was closed with ${code}`))
  })
  await new Promise((resolve) => socket.once('open', resolve))
  const ask = (action: string, payload: string) =>
    new Promise<unknown[]>((resolve) => {
      waiting = resolve
      socket.send(`[2,"${action}-${answers}","${action}",${payload}]`)
    })
  await ask('BootNotification', isModern
    ? '{"reason":"PowerUp","chargingStation":{"vendorName":"Bench","model":"Raw"}}'
    : '{"chargePointVendor":"Bench","chargePointModel":"Raw"}')
  const timer = await disturbers[kind]({ ask, send: (text) => socket.send(text) })
  return {
    stop() {
      isStopping = true
      clearInterval(timer)
      socket.terminate()
    },
    answers: () => answers,
  }
}

interface Line {
  ask(action: string, payload: string): Promise<unknown[]>
  send(text: string): void
}

const disturbers: Record<Exclude<Disturbance, 'none'>, (line: Line) => Promise<NodeJS.Timeout>> = {
  /** Every five seconds a session of hours ends, with all its readings in one frame of nearly 4 MiB. */
  async 'large-stop'({ ask }) {
    const again = async () => {
      const start = Date.now()
      const answer = await ask('StartTransaction', `{"connectorId":1,"idTag":"BIG","meterStart":0,"timestamp":"${new Date(start).toISOString()}"}`)
      const { transactionId } = answer[2] as { transactionId: number }
      await ask('StopTransaction', largeStop(transactionId, start))
    }
    return setInterval(() => void again(), 5_000)
  },
  /** A device model of 5,000 variables in 200 frames, one behind the other's answer; every five seconds. */
  async report({ ask }) {
    const again = async () => {
      for (let seqNo = 0; seqNo < 200; seqNo += 1) await ask('NotifyReport', reportPart(seqNo))
    }
    return setInterval(() => void again(), 5_000)
  },
  /** 500 messages a second that wait for no answer. */
  async flood({ send }) {
    let id = 0
    return setInterval(() => {
      for (let count = 0; count < 5; count += 1) send(`[2,"f${id++}","Heartbeat",{}]`)
    }, 10)
  },
  /** Bursts of frames that are no JSON, and that a repair walks over in vain. */
  async junk({ send }) {
    const junk = `[2,"j","DataTransfer",{"data":"${'x'.repeat(20_000)}"`
    return setInterval(() => {
      for (let count = 0; count < 200; count += 1) send(junk)
    }, 5_000)
  },
}

function largeStop(transactionId: number, start: number): string {
  const values: string[] = []
  let size = 0
  for (let at = 0; size < 4 * 1024 * 1024 - 2_000; at += 1) {
    const value = `{"timestamp":"${new Date(start + at).toISOString()}","sampledValue":[{"value":"${at}"}]}`
    values.push(value)
    size += value.length + 1
  }
  const end = new Date(start + values.length).toISOString()
  return `{"transactionId":${transactionId},"meterStop":${values.length},"timestamp":"${end}","transactionData":[${values.join(',')}]}`
}

function reportPart(seqNo: number): string {
  const data = Array.from({ length: 25 }, (_, index) =>
    `{"component":{"name":"Component${seqNo}"},"variable":{"name":"Variable${index}"},` +
    `"variableAttribute":[{"type":"Actual","value":"${index}","mutability":"ReadWrite","persistent":true,"constant":false}],` +
    '"variableCharacteristics":{"dataType":"integer","supportsMonitoring":false}}')
  const isLast = seqNo === 199
  return `{"requestId":1,"generatedAt":"${new Date().toISOString()}","seqNo":${seqNo},"tbc":${!isLast},"reportData":[${data.join(',')}]}`
}
