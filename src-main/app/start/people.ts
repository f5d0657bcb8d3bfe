import type { Commands } from '../commands'
import { createLocalLists } from '../local-lists'
import type { OwnAccord } from '../own-accord'
import { createPeopleFile } from '../people-file'
import { createTokenDesk } from '../token-desk'
import type { Ground } from './ground'

/** People, their tokens, and the lists of them at the stations. */
export function startPeople(parts: Ground & { ownAccord: OwnAccord; commands: () => Commands }) {
  const desk = createTokenDesk({ ...parts, changed: () => lists.tokensChanged() })
  const lists = createLocalLists({ ...parts, ask: (...call) => parts.commands().ask(...call), stored: parts.snapshot.localLists })
  return { desk, lists, peopleFile: createPeopleFile({ ...parts, desk }) }
}
