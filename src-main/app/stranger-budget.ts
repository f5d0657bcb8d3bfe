import type { Clock } from './ports'

const DAY_MS = 86_400_000
/** Of frames, for each stranger and day: weeks of an ordinary charger, and few seconds of one that floods. */
const MOST_CHARACTERS = 16 * 1024 * 1024

/**
 * What stations that nobody has accepted may write. Anyone on the network can be one, so beyond it their calls are
 * refused, which keeps them in the queue of an honest charger, and their frames are only counted.
 */
export interface StrangerBudget {
  /** False: there is nothing left of it today. */
  spend(station: string, characters: number): boolean
}

export function createStrangerBudget(clock: Clock): StrangerBudget {
  let day = 0
  const spent = new Map<string, number>()
  return {
    spend(station, characters) {
      const today = Math.floor(clock.now() / DAY_MS)
      if (today !== day) spent.clear()
      day = today
      const sum = (spent.get(station) ?? 0) + characters
      spent.set(station, sum)
      return sum <= MOST_CHARACTERS
    },
  }
}
