import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { WebSocket } from 'ws'
import { expect, onTestFinished } from 'vitest'
import type { Version } from '../../../src-main/simulator/station-plan'
import { first, type Stage } from '../story'
import { mutatedFrames } from './mutations'

const BATCH = 200
const versions: readonly Version[] = ['1.6', '2.0.1', '2.1']

/**
 * Mutated frames in three versions at once against a real core. Every CALL whose envelope is whole gets exactly one
 * answer; behind those that are no longer readable a whole one is asked, and answered. Returns the heap in use, after a
 * collection, at a half and at the end.
 */
export async function fuzz(stage: Stage, { frames, seed }: { frames: number; seed: number }): Promise<{ halfMb: number; endMb: number }> {
  console.log(`fuzz: ${frames} frames, seed ${seed}`)
  const share = Math.ceil(frames / versions.length)
  const lines = await Promise.all(versions.map((version) => line(stage, version)))
  const upTo = (from: number, to: number) =>
    Promise.all(lines.map(async ({ version, batch }) => {
      for (let at = from; at < to; at += BATCH) await batch(mutatedFrames(version, { seed, count: Math.min(BATCH, to - at), from: at }))
    }))
  await upTo(0, Math.floor(share / 2))
  const halfMb = heapMb()
  await upTo(Math.floor(share / 2), share)
  return { halfMb, endMb: heapMb() }
}

async function line(stage: Stage, version: Version) {
  const identity = `FUZZ-${version}`
  await stage.register(identity)
  let answers = new Map<string, number>()
  let socket: WebSocket | null = null
  onTestFinished(() => socket?.terminate())

  async function open(): Promise<WebSocket> {
    const opened = new WebSocket(`${stage.url}/${identity}`, `ocpp${version}`)
    await new Promise((resolve, reject) => opened.once('open', resolve).once('error', reject))
    opened.on('message', (data: Buffer) => {
      const [kind, id] = JSON.parse(data.toString('utf8')) as [number, string]
      if (kind === 3 || kind === 4) answers.set(String(id), (answers.get(String(id)) ?? 0) + 1)
    })
    return opened
  }

  return {
    version,
    async batch(frames: ReturnType<typeof mutatedFrames>) {
      if (socket?.readyState !== WebSocket.OPEN) socket = await open()
      answers = new Map()
      for (const { frame } of frames) socket.send(frame)
      const sentinel = `end-${frames[0]?.id ?? ''}-${Math.floor(performance.now())}`
      socket.send(`[2,"${sentinel}","Heartbeat",{}]`)
      const wanted = [...frames.flatMap(({ id }) => (id === null ? [] : [id])), sentinel]
      await expect.poll(() => wanted.filter((id) => !answers.has(id)), { timeout: 60_000, interval: 10 }).toEqual([])
      expect(wanted.filter((id) => answers.get(id) !== 1), 'answered more than once').toEqual([])
      expect(socket.readyState, 'the connection was kept').toBe(WebSocket.OPEN)
      // Somebody looks: what is only stored may hurt whoever reads it.
      expect((await first(stage.client.reports.watch({ station: identity }))).station).toBe(identity)
    },
  }
}

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

function heapMb(): number {
  collect()
  return process.memoryUsage().heapUsed / 1e6
}
