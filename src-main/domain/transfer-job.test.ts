import { describe, expect, it } from 'vitest'
import type { TransferFile, TransferRow } from '#contract/transfers'
import { advance, GRACE_MS, type TransferEvent } from './transfer-job'

const aJob = (overrides: Partial<TransferRow> = {}): TransferRow => ({
  transfer: 5, station: 'CP1', stationName: 'Gate', kind: 'diagnostics', state: 'waiting', reason: null, answer: null,
  recipe: { scheme: 'ftp', target: 'directory', credentials: true }, address: '', statuses: [], failures: 0, retries: 2,
  files: [], firmware: null, firmwareName: null, firmwareBefore: '1', firmwareAfter: null, sentBytes: 0, totalBytes: null,
  startedAt: 0, deadlineAt: 900_000, doneSince: null, endedAt: null, ...overrides,
})
const status = (word: string, at = 10, requestId: number | null = null): TransferEvent => ({ kind: 'status', at, status: word, requestId })
const file = (state: TransferFile['state'], at = 10, name = 'a.log'): TransferEvent => ({
  kind: 'file', at, file: { name, bytes: 9, state, isTooLarge: false, via: 'ftp', at },
})
const tick = (at: number): TransferEvent => ({ kind: 'tick', at })
const play = (job: TransferRow, ...events: TransferEvent[]) => events.reduce(advance, job)

describe('an upload', () => {
  it.each<[string, TransferEvent[], Partial<TransferRow>]>([
    ['is done when the file is here and the station says so', [file('complete'), status('Uploaded')], { state: 'done' }],
    ['is done whichever comes first', [status('Uploaded'), file('complete')], { state: 'done' }],
    ['waits for the file when the station is ahead', [status('Uploaded'), file('receiving')], { state: 'running' }],
    ['is done by the file alone, after the grace', [file('complete'), tick(10 + GRACE_MS)], { state: 'done' }],
    ['has no file when only the station says so', [status('Uploaded'), tick(10 + GRACE_MS)], { state: 'failed', reason: 'no-file' }],
    ['is partial when only a part came', [file('partial'), status('Uploaded'), tick(10 + GRACE_MS)], { state: 'failed', reason: 'partial' }],
    ['D03: waits for the next try after a failure', [status('UploadFailed')], { state: 'running', failures: 1 }],
    ['D03: ends at its deadline when nothing more is said', [status('UploadFailed'), tick(900_000)], { state: 'timed-out', reason: null }],
    ['D03: keeps what is on its way as partial', [file('receiving'), tick(900_000)], { state: 'timed-out', reason: 'partial' }],
    ['is refused', [{ kind: 'answered', at: 1, accepted: false, word: 'Rejected' }], { state: 'failed', reason: 'refused', answer: 'Rejected' }],
    ['stays what it is when another request is meant', [status('UploadFailed', 10, 4)], { state: 'waiting', failures: 0 }],
    ['learns nothing from Idle', [status('Idle')], { state: 'waiting', statuses: [] }],
    ['does not come to life again', [{ kind: 'cancel', at: 5 }, status('Uploaded'), file('complete')], { state: 'cancelled', files: [] }],
    ['does not go back when the answer comes after the file', [file('receiving'), { kind: 'answered', at: 9, accepted: true, word: 'x' }], { state: 'running' }],
  ])('%s', (_title, events, expected) => {
    expect(play(aJob(), ...events)).toMatchObject(expected)
  })

  it('D03: fails after the last try that the station was given', () => {
    const failure = [status('Uploading'), status('UploadFailed')]
    expect(play(aJob(), ...failure, ...failure, ...failure)).toMatchObject({ state: 'failed', reason: 'station-said', failures: 3 })
  })

  it('D02: counts what is said again', () => {
    const job = play(aJob(), ...Array.from({ length: 100 }, (_, at) => status('Uploading', at)))
    expect(job.statuses).toEqual([{ status: 'Uploading', at: 0, lastAt: 99, repeats: 99 }])
  })
})

describe('an update', () => {
  const update = (overrides: Partial<TransferRow> = {}) => aJob({ kind: 'firmware', totalBytes: 100, ...overrides })
  const boot = (firmware: string | null): TransferEvent => ({ kind: 'boot', at: 50, firmware })

  it.each<[string, TransferEvent[], Partial<TransferRow>]>([
    ['is done when it is installed', [status('Downloading'), status('Installed')], { state: 'done' }],
    ['is done by a boot with another firmware', [{ kind: 'sent', at: 9, bytes: 100 }, boot('2')], { state: 'done', firmwareAfter: '2' }],
    ['goes on after a boot with the old firmware', [{ kind: 'sent', at: 9, bytes: 100 }, boot('1')], { state: 'running' }],
    ['goes on after a boot before the file was read', [{ kind: 'sent', at: 9, bytes: 50 }, boot('2')], { state: 'running' }],
    ['tries the download again', [status('DownloadFailed')], { state: 'running', failures: 1 }],
    ['fails for a bad signature', [status('InvalidSignature')], { state: 'failed', reason: 'station-said' }],
    ['never shows less than was read', [{ kind: 'sent', at: 9, bytes: 80 }, { kind: 'sent', at: 10, bytes: 20 }], { sentBytes: 80 }],
  ])('%s', (_title, events, expected) => {
    expect(play(update(), ...events)).toMatchObject(expected)
  })
})
