import { execFileSync } from 'node:child_process'
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { first } from '../stories/story'
import { aConsole, aDirectory, ensureBuilt, signedIn } from './console'

beforeAll(() => ensureBuilt(), 180_000)

/** A small disk of its own: only root on Linux can make one. */
function mounted(directory: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=4m', 'plugboard-test', directory], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

it('a disk that really is full: no receipt, a notice, and on it goes when there is room', async (context) => {
  const directory = aDirectory()
  if (!mounted(directory)) return context.skip('no disk of its own can be mounted here')
  onTestFinished(() => void execFileSync('umount', ['-l', directory]))
  const console = aConsole(directory)
  const { chargers, web } = await console.ready()
  const client = await signedIn(web)
  const notices = async () => (await first(client.overview.watch())).notices.map(({ code }) => code)

  const socket = new WebSocket(chargers.replace('<identity>', 'FULL-1'), 'ocpp1.6')
  onTestFinished(() => socket.terminate())
  const answers = new Map<string, unknown[]>()
  socket.on('message', (data: Buffer) => {
    const frame = JSON.parse(data.toString()) as unknown[]
    answers.set(String(frame[1]), frame)
  })
  await new Promise((resolve) => socket.once('open', resolve))
  const call = (id: string, action: string, payload: object) => socket.send(JSON.stringify([2, id, action, payload]))
  const answered = (id: string) => expect.poll(() => answers.get(id), { timeout: 10_000, interval: 20 })
  call('boot', 'BootNotification', { chargePointVendor: 'V', chargePointModel: 'M' })
  await answered('boot').toHaveProperty('0', 3)

  const ballast = join(directory, 'ballast')
  try {
    writeFileSync(ballast, Buffer.alloc(8 * 1024 * 1024))
  } catch {
    // As much as there was room for.
  }
  // What is left in the last pages is used up by frames that are worth one page each.
  const timestamp = new Date().toISOString()
  for (let count = 0; count < 200 && (await notices()).length === 0; count++) {
    call(`fill-${count}`, 'DataTransfer', { vendorId: 'v', data: 'x'.repeat(8_000) })
    await delay(20)
  }
  expect(await notices()).toEqual(['storage-full'])
  call('start', 'StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp })
  await delay(1_500)
  expect(answers.get('start')).toBeUndefined()

  rmSync(ballast)
  await answered('start').toEqual([3, 'start', { transactionId: 1, idTagInfo: { status: 'Accepted' } }])
  await expect.poll(notices, { timeout: 5_000 }).toEqual([])
  console.kill('SIGTERM')
  expect(await console.exited).toBe(0)
})
