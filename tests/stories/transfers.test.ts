import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { TransferRow, UploadRecipe } from '#contract/transfers'
import type { TransferHabits } from '../../src-main/simulator/station-options'
import type { Version } from '../../src-main/simulator/station-plan'
import { eventually, HOUR, MINUTE, openStage, rowsOf, type Stage } from './story'

/** Release scenario 12, in all versions, with real sockets and a real database. */
const versions: Version[] = ['1.6', '2.0.1', '2.1']
const ftp: UploadRecipe = { scheme: 'ftp', target: 'directory', credentials: true }
const http: UploadRecipe = { scheme: 'http', target: 'directory', credentials: false }

const transferOf = async (stage: Stage, transfer: number): Promise<TransferRow> => {
  const row = (await rowsOf(stage.client.transfers.watch())).find((one) => one.transfer === transfer)
  if (!row) throw new Error(`no transfer ${transfer}`)
  return row
}

async function ask(stage: Stage, station: string, recipe: UploadRecipe | null, kind: 'diagnostics' | 'security-log' = 'diagnostics') {
  const [transfer = 0] = await stage.client.transfers.startDiagnostics({
    stations: [station], kind, from: null, to: null, timeoutMinutes: 15, recipe,
  })
  return { transfer, row: () => transferOf(stage, transfer) }
}

async function staged(version: Version, transfers: TransferHabits = {}) {
  const stage = await openStage()
  const station = await stage.stationOf(version, { transfers })
  return { stage, station: station.plan.identity }
}

describe.each(versions)('diagnostics over OCPP %s', (version) => {
  it.each([
    ['FTP passive', ftp, {}, 'ftp'],
    ['HTTP PUT', http, { method: 'PUT' }, 'http-put'],
    ['HTTP POST', http, { method: 'POST' }, 'http-post'],
    ['an HTTP POST form', http, { method: 'POST-form' }, 'http-post'],
    ['FTP to a file name', { ...ftp, target: 'file' }, {}, 'ftp'],
    ['HTTP with credentials in the address', { ...http, target: 'file', credentials: true }, {}, 'http-put'],
  ] as [string, UploadRecipe, TransferHabits, string][])('D01: come by %s, and the job closes by itself', async (_name, recipe, habits, via) => {
    const { stage, station } = await staged(version, habits)
    const { transfer, row } = await ask(stage, station, recipe)
    await eventually(async () => (await row()).state).toBe('done')
    const { files, reason, address } = await row()
    expect(files).toMatchObject([{ state: 'complete', via }])
    expect([reason, address.includes('•••')]).toEqual([null, true])
    const file = files[0]?.name ?? ''
    expect(existsSync(join(stage.directory, 'files', String(transfer), file))).toBe(true)
    expect(await stage.client.transfers.recipe({ station })).toEqual({ ...recipe, source: 'learned' })
    expect(await stage.client.transfers.entries({ transfer, file })).toMatchObject({
      format: 'tar.gz',
      entries: [{ name: 'var/log/station.log' }, { name: 'etc/identity.conf' }],
    })
    expect((await stage.client.transfers.search({ transfer, file, words: 'error' })).length).toBeGreaterThan(2)
  })

  it('D01: an unexpected name stays in the folder of the job', async () => {
    const { stage, station } = await staged(version, { fileName: '../../..\\sneaky log?.bin' })
    const { transfer, row } = await ask(stage, station, ftp)
    await eventually(async () => (await row()).state).toBe('done')
    expect(readdirSync(join(stage.directory, 'files', String(transfer)))).toEqual(['sneaky log_.bin'])
  })

  it('D02: a flood of Uploading is one line with a count', async () => {
    const { stage, station } = await staged(version, { uploadingTimes: 40 })
    const { row } = await ask(stage, station, http)
    await eventually(async () => (await row()).state).toBe('done')
    expect((await row()).statuses).toMatchObject([{ status: 'Uploading', repeats: 39 }, { status: 'Uploaded', repeats: 0 }])
  })

  it('D03: a station that falls silent runs into the deadline, and its partial files are kept', async () => {
    const { stage, station } = await staged(version, { isPartial: true, fallsSilent: true })
    const { transfer, row } = await ask(stage, station, http)
    await eventually(async () => (await row()).files.filter(({ state }) => state === 'partial').length).toBe(3)
    expect((await row()).endedAt).toBeNull()
    stage.clock.advance(15 * MINUTE)
    expect(await row()).toMatchObject({ state: 'timed-out', reason: 'partial' })
    expect(readdirSync(join(stage.directory, 'files', String(transfer)))).toHaveLength(3)
  })

  it('D03: a station that tells its last failure ends the job at once', async () => {
    const { stage, station } = await staged(version, { isPartial: true })
    const { row } = await ask(stage, station, ftp)
    await eventually(async () => (await row()).state).toBe('failed')
    expect(await row()).toMatchObject({ reason: 'station-said', failures: 3 })
  })

  it('the security log comes the same way, and is meant by its request id', async () => {
    const { stage, station } = await staged(version)
    const { row } = await ask(stage, station, http, 'security-log')
    await eventually(async () => (await row()).state).toBe('done')
  })

  it.each([true, false])('firmware is fetched and installed, signed: %s', async (isSigned) => {
    const { stage, station } = await staged(version, { newFirmware: '9.9' })
    const image = Buffer.alloc(300_000, 7)
    const firmware = await stage.client.firmware.begin({ name: 'new image.bin', bytes: image.length })
    for (let offset = 0; offset < image.length; offset += 150_000) {
      await stage.client.firmware.append({ firmware, offset, data: image.subarray(offset, offset + 150_000).toString('base64') })
    }
    expect(await stage.client.firmware.finish({ firmware })).toMatchObject({ bytes: 300_000, name: 'new image.bin' })
    const signed = isSigned ? { certificate: '-----BEGIN CERTIFICATE-----', signature: 'c2lnbmF0dXJl' } : null
    const [transfer = 0] = await stage.client.transfers.startFirmware({
      stations: [station], firmware, retrieveAt: null, timeoutMinutes: 30, signed,
    })
    await eventually(async () => (await transferOf(stage, transfer)).state).toBe('done')
    const row = await transferOf(stage, transfer)
    expect([row.sentBytes, row.statuses.at(-1)?.status]).toEqual([300_000, 'Installed'])
    await stage.client.firmware.remove({ firmware })
    expect(await stage.client.firmware.list()).toEqual([])
  })
})

describe('a transfer', () => {
  it('whose station says nothing after the update is done when it boots with another firmware', async () => {
    const { stage, station } = await staged('1.6', { fallsSilent: true, newFirmware: '9.9' })
    const firmware = await stage.client.firmware.begin({ name: 'a.bin', bytes: 3 })
    await stage.client.firmware.append({ firmware, offset: 0, data: 'AAAA' })
    await stage.client.firmware.finish({ firmware })
    const [transfer = 0] = await stage.client.transfers.startFirmware({
      stations: [station], firmware, retrieveAt: null, timeoutMinutes: 30, signed: null,
    })
    await eventually(async () => (await transferOf(stage, transfer)).state).toBe('done')
    expect((await transferOf(stage, transfer)).firmwareAfter).toBe('9.9')
  })

  it('takes no second piece of a firmware file out of turn', async () => {
    const stage = await openStage()
    const firmware = await stage.client.firmware.begin({ name: 'a.bin', bytes: 6 })
    await expect(stage.client.firmware.append({ firmware, offset: 3, data: 'AAAA' })).rejects.toMatchObject({ code: 'FIRMWARE_NOT_FOUND' })
    await expect(stage.client.firmware.finish({ firmware })).rejects.toMatchObject({ code: 'FIRMWARE_NOT_FOUND' })
  })

  it('with a station that is not connected says so', async () => {
    const stage = await openStage()
    await stage.register('CP-OFF')
    const { row } = await ask(stage, 'CP-OFF', null)
    await eventually(async () => (await row()).state).toBe('failed')
    expect(await row()).toMatchObject({ reason: 'offline' })
  })

  it('is cancelled, removed with its files, and fails when the console was ended', async () => {
    const { stage, station } = await staged('2.0.1', { isPartial: true, fallsSilent: true })
    const first = await ask(stage, station, http)
    await eventually(async () => (await first.row()).files.length).toBeGreaterThan(0)
    await stage.client.transfers.cancel({ transfer: first.transfer })
    expect((await first.row()).state).toBe('cancelled')
    await stage.client.transfers.remove({ transfer: first.transfer })
    expect(existsSync(join(stage.directory, 'files', String(first.transfer)))).toBe(false)
    await stage.register('CP-2')
    const running = await ask(stage, station, http)
    await eventually(async () => (await running.row()).state).toBe('running')
    await stage.restart()
    expect(await running.row()).toMatchObject({ state: 'failed', reason: 'restarted' })
  })

  it('uses the recipe that a person chose, and does not learn over it', async () => {
    const { stage, station } = await staged('1.6')
    await stage.client.transfers.setRecipe({ station, recipe: http })
    const { row } = await ask(stage, station, null)
    await eventually(async () => (await row()).state).toBe('done')
    expect((await row()).recipe).toEqual(http)
    expect(await stage.client.transfers.recipe({ station })).toEqual({ ...http, source: 'user' })
    await stage.client.transfers.setRecipe({ station, recipe: null })
    expect(await stage.client.transfers.recipe({ station })).toMatchObject({ scheme: 'ftp', source: 'default' })
  })

  it('is forgotten with its files after 90 days', async () => {
    const { stage, station } = await staged('1.6')
    const { transfer, row } = await ask(stage, station, http)
    await eventually(async () => (await row()).state).toBe('done')
    for (let day = 0; day < 91; day++) stage.clock.sleepOver(24 * HOUR)
    await eventually(() => existsSync(join(stage.directory, 'files', String(transfer)))).toBe(false)
  })
})
