import { expect, it } from 'vitest'
import { openStage } from '../story'
import { fuzz } from './fuzz'

it('2,000 mutated frames in three versions: every whole call is answered once, and the core goes on', async () => {
  const stage = await openStage()
  await fuzz(stage, { frames: 2_000, seed: Number(process.env.FUZZ_SEED ?? Date.now() % 1e9) })
  expect((await stage.stations()).map(({ station, link }) => `${station} ${link}`).sort()).toEqual(['FUZZ-1.6 up', 'FUZZ-2.0.1 up', 'FUZZ-2.1 up'])
}, 120_000)
