import { expect, it } from 'vitest'
import { fuzz } from '../stories/fuzz/fuzz'
import { openStage } from '../stories/story'

const MINUTES = 60_000

it('100,000 mutated frames in three versions: no missing answer, and memory does not grow in the second half', async () => {
  const stage = await openStage()
  const { halfMb, endMb } = await fuzz(stage, { frames: 100_000, seed: Number(process.env.FUZZ_SEED ?? Date.now() % 1e9) })
  console.log(`fuzz: heap ${halfMb.toFixed(1)} MB at half, ${endMb.toFixed(1)} MB at the end`)
  expect(endMb - halfMb).toBeLessThan(20)
}, 10 * MINUTES)
