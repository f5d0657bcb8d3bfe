import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate as nextRound } from 'node:timers/promises'
import { expect, it, onTestFinished } from 'vitest'
import { type Store, StorageFullError } from '../../src-main/app/ports'
import { startServices } from '../../src-main/app/start-services'
import { createAuthority } from '../../src-main/certificates/authority'
import { actionCatalog } from '../../src-main/ocpp/action-catalog'
import { createFileDoors } from '../../src-main/files/doors'
import { openEndpoint } from '../../src-main/ocpp/endpoint'
import { openStore } from '../../src-main/store/open-store'
import { secrets } from '../../src-main/world/secrets'
import { createPasswords } from '../../src-main/world/passwords'
import { fakeClock } from './fake-clock'
import { rawStation } from './raw-station'
import { clientOf, eventually, first, rowsOf, storyStart } from './story'

/** A core whose disk is full when the story says so. That a real one shows itself like this is proved in the store. */
async function aCoreOnAFullDisk() {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-full-'))
  const real = openStore(join(directory, 'plugboard.sqlite'), new URL('../../src-main/store/reader-worker.ts', import.meta.url))
  const disk = { isFull: false }
  const store: Store = {
    ...real,
    commit(commit) {
      if (disk.isFull) throw new StorageFullError('The disk is full.')
      real.commit(commit)
    },
  }
  const clock = fakeClock(storyStart)
  const quiet = () => undefined
  const services = startServices({
    clock,
    store,
    log: { info: quiet, warn: quiet, error: quiet },
    passwords: createPasswords(),
    catalog: actionCatalog,
    doors: createFileDoors({ directory, host: '127.0.0.1', filesPort: 0, ftpPort: 0, now: () => clock.now() }),
    doorstep: { ports: () => Promise.resolve([]) },
    billPress: { pdf: () => Promise.reject(new Error('not asked for')), xlsx: () => Promise.reject(new Error('not asked for')), zip: () => Promise.reject(new Error('not asked for')) },
    streetMap: { about: () => Promise.resolve(null), read: () => Promise.resolve(Buffer.alloc(0)) },
    press: { pdf: () => Promise.reject(new Error('not asked for')) },
    vendorCodes: { own: () => [], builtIn: [] },
    secrets,
    senders: { send: () => Promise.reject(new Error('not asked for')) },
    secretKeeper: { protection: 'owner-file', get: () => null, set: () => undefined },
    space: () => Promise.resolve(null),
    note: { write: () => undefined, remove: () => undefined },
    authority: createAuthority(join(directory, 'certificates'), () => clock.now()),
    listeners: { ports: { plain: 0, tls: 0, mutual: 0, legacy: 0 }, demanded: [], ownCertificate: null },
    ownNames: () => ['localhost'],
    info: () => {
      throw new Error('not asked for')
    },
  })
  const endpoint = await openEndpoint({
    host: services.host,
    listeners: [{ host: '127.0.0.1', port: 0 }],
    clock,
    onBug: (error) => {
      throw error
    },
  })
  onTestFinished(async () => {
    await endpoint.close()
    services.stop()
    await real.reader.close()
    real.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const client = clientOf(services)
  return {
    disk,
    clock,
    client,
    url: `ws://127.0.0.1:${endpoint.ports[0]}`,
    stations: () => rowsOf(client.stations.watch()),
    register: (identity: string) => client.stations.register({ station: identity, name: identity, site: null }),
    notices: async () => (await first(client.overview.watch())).notices.map(({ code }) => code),
    /** Time passes in steps, and what each one sets off has its turn. */
    async pass(seconds: number) {
      for (let second = 0; second < seconds; second++) {
        clock.advance(1_000)
        await nextRound()
        await nextRound()
      }
    },
  }
}

it('a full disk: no false receipt, a notice, an error after 20 s, and on it goes by itself', async () => {
  const core = await aCoreOnAFullDisk()
  const station = await rawStation(core)
  const neighbour = await rawStation(core, { identity: 'RAW-2' })
  await station.boot()
  const timestamp = new Date(storyStart).toISOString()
  const start = () => {
    const answer = { is: 'none' }
    const asked = station.call('StartTransaction', { connectorId: 1, idTag: 'A', meterStart: 0, timestamp }).then(
      (payload) => void (answer.is = JSON.stringify(payload)),
      (error: Error) => void (answer.is = error.message),
    )
    return { answer, asked }
  }

  core.disk.isFull = true
  const first = start()
  await eventually(() => core.notices()).toEqual(['storage-full'])
  await core.pass(18)
  expect(first.answer.is, 'no receipt for what is not on disk').toBe('none')
  expect(await rowsOf(core.client.sessions.watchLive())).toEqual([])
  await core.pass(4)
  await first.asked
  expect(first.answer.is).toMatch(/^InternalError/)
  await expect(core.register('RAW-3')).rejects.toMatchObject({ code: 'STORAGE_FULL' })

  const second = start()
  const waiting = neighbour.call('Heartbeat', {})
  await core.pass(5)
  expect(second.answer.is).toBe('none')
  core.disk.isFull = false
  await core.pass(2)
  await second.asked
  expect(JSON.parse(second.answer.is)).toEqual({ transactionId: 1, idTagInfo: { status: 'Accepted' } })
  expect(await waiting).toHaveProperty('currentTime')
  expect(await core.notices()).toEqual([])
  expect(await rowsOf(core.client.sessions.watchLive())).toMatchObject([{ session: 1, state: 'running' }])
  const trace = await core.client.trace.page({
    filter: { station: null, action: 'StartTransaction', direction: 'in', text: null },
    cursor: null,
    limit: 100,
  })
  expect(trace.rows, 'stored once').toHaveLength(1)
  expect(station.isOpen() && neighbour.isOpen()).toBe(true)
})

it('a new charger is turned away while the disk is full, and comes in afterwards', async () => {
  const core = await aCoreOnAFullDisk()
  core.disk.isFull = true
  const knock = rawStation(core, { isRegistered: false }).catch((error: unknown) => error)
  await core.pass(25)
  expect(await knock).toMatchObject({ status: 503 })
  core.disk.isFull = false
  await core.pass(2)
  expect((await rawStation(core, { isRegistered: false })).isOpen()).toBe(true)
})
