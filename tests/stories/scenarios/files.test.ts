import { existsSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import type { UploadRecipe } from '#contract/transfers'
import type { TransferHabits } from '../../../src-main/simulator/station-options'
import { eventually, MINUTE, openStage, rowsOf } from '../story'

async function diagnosticsBy(recipe: UploadRecipe, transfers: TransferHabits) {
  const stage = await openStage()
  const station = await stage.stationOf('1.6', { transfers })
  const [transfer = 0] = await stage.client.transfers.startDiagnostics({
    stations: [station.plan.identity], kind: 'diagnostics', from: null, to: null, timeoutMinutes: 15, recipe,
  })
  const row = async () => (await rowsOf(stage.client.transfers.watch())).find((one) => one.transfer === transfer)
  return { stage, row, folder: join(stage.directory, 'files', String(transfer)) }
}
const ftp: UploadRecipe = { scheme: 'ftp', target: 'directory', credentials: true }
const http: UploadRecipe = { scheme: 'http', target: 'directory', credentials: false }

it.each([
  ['FTP', ftp, {}, 'ftp'],
  ['HTTP PUT', http, { method: 'PUT' }, 'http-put'],
  ['HTTP POST', http, { method: 'POST' }, 'http-post'],
] as [string, UploadRecipe, TransferHabits, string][])('scenario 12: diagnostics by %s lie in the folder of the job, which closes by itself (D01)', async (_name, recipe, habits, via) => {
  const { row, folder } = await diagnosticsBy(recipe, habits)
  await eventually(async () => (await row())?.state).toBe('done')
  const [file] = (await row())?.files ?? []
  expect(file).toMatchObject({ state: 'complete', via })
  expect(existsSync(join(folder, file?.name ?? ''))).toBe(true)
})

it('scenario 12: an unexpected file name is tamed, and stays in the folder of the job (D01)', async () => {
  const { row, folder } = await diagnosticsBy(ftp, { fileName: '../../..\\sneaky log?.bin' })
  await eventually(async () => (await row())?.state).toBe('done')
  expect(readdirSync(folder)).toEqual(['sneaky log_.bin'])
})

it('scenario 12: a partial upload is kept and marked, and the job ends at its deadline (D03)', async () => {
  const { stage, row, folder } = await diagnosticsBy(http, { isPartial: true, fallsSilent: true })
  await eventually(async () => (await row())?.files.some(({ state }) => state === 'partial')).toBe(true)
  await eventually(() => readdirSync(folder).length).toBe(3)
  stage.clock.advance(15 * MINUTE)
  expect(await row()).toMatchObject({ state: 'timed-out', reason: 'partial' })
})
