import { describe, expect, it } from 'vitest'
import { versions } from '../../../src-main/simulator/station-plan'
import { readModelsOf } from '../read-models'
import { openStage } from '../story'
import type { ParityStory } from './parity-story'

/** Plays each story of a chapter in every version; what the windows show must come out equal. */
export function inAllVersions(chapter: Record<string, ParityStory>): void {
  describe.each(Object.values(chapter))('$title', (story) => {
    const seen = new Map<string, unknown>()

    it.each(versions)('in OCPP %s', async (version) => {
      const stage = await openStage()
      await story.play(stage, version)
      // What the simulator sends is valid: a finding here is a fault of the dialect or of its check.
      for (const { station } of await stage.stations()) expect(await stage.findings(station)).not.toContain('schema')
      seen.set(version, await readModelsOf(stage))
    })

    it('reads the same in all versions', () => {
      const [first, ...others] = versions
      expect(seen.get(first)).toBeDefined()
      for (const version of others) expect(seen.get(version), `${version} beside ${first}`).toEqual(seen.get(first))
    })
  })
}
