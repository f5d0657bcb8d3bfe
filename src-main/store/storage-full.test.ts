import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { newStation } from '../domain/station'
import { type Commit, StorageFullError } from '../app/ports'
import type { FrameRecord } from '../app/trace-ports'
import { openStore } from './open-store'

const workerFile = new URL('./reader-worker.ts', import.meta.url)

function aFrame(id: number): FrameRecord {
  return {
    id, at: id, station: 'CP1', connection: 'c', direction: 'in', kind: 'call', action: 'DataTransfer', messageId: String(id),
    text: 'x'.repeat(20_000), roundTripMs: null, findings: [], session: null,
  }
}

const aCommit = (changes: Partial<Commit>): Commit => ({
  frames: [], stations: [], lastSeen: [], sessions: [], newestSession: null, samples: [], signed: [], statusChanges: [], findings: [],
  tokens: [], learned: [], securityEvents: [], certificateRequests: [], handshakes: [], commands: [], audit: [], sessionStates: [], activities: [], policies: [], identifications: [], news: [], ...changes,
})

it('a commit without room changes nothing, and may be tried again when there is room', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-full-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  const file = join(directory, 'plugboard.sqlite')
  const store = openStore(file, workerFile, { mostPages: 200 })
  let id = 0
  const fill = () => {
    for (;;) store.commit(aCommit({ frames: [aFrame(++id)] }))
  }
  expect(fill).toThrow(StorageFullError)
  const lastFrame = id - 1
  const station = newStation({ station: 'CP1', name: 'CP1', site: null, admission: 'registered', firstSeenAt: 1 })
  const refused = aCommit({ stations: [station], frames: [aFrame(id), aFrame(id + 1)] })
  expect(() => store.commit(refused)).toThrow(StorageFullError)
  expect(store.load()).toMatchObject({ stations: [], nextFrameId: lastFrame + 1 })
  await store.reader.close()
  store.close()

  const roomy = openStore(file, workerFile)
  roomy.commit(refused)
  expect(roomy.load()).toMatchObject({ stations: [{ station: { station: 'CP1' } }], nextFrameId: id + 2 })
  await roomy.reader.close()
  roomy.close()
})
