import type { Version } from '../../../src-main/simulator/station-plan'
import type { Stage } from '../story'

/** A story that is told once and played in every version; what the windows show must come out equal. */
export interface ParityStory {
  title: string
  /** Makes its own stations of the given version, and checks on the way what it is about. */
  play(stage: Stage, version: Version): Promise<void>
}
