import { first } from './001-first'
import { commandAnswers } from './002-command-answers'
import { people } from './003-people'
import { desk } from './004-desk'
import { localLists } from './005-local-lists'
import { configuration } from './006-configuration'
import { transfers } from './007-transfers'
import { organisation } from './008-organisation'
import { ownAccord } from './009-own-accord'
import { trace } from './010-trace'
import { attempts } from './011-attempts'
import { findingExamples } from './012-finding-examples'
import { courses } from './013-courses'
import { access } from './014-access'
import { habitsInTheRecord } from './015-habits-in-the-record'
import { charging } from './016-charging'

/** Numbered, forward only; a published one is never edited. The number is the position, from 1. */
export const migrations: readonly string[] = [first, commandAnswers, people, desk, localLists, configuration, transfers, organisation, ownAccord, trace, attempts, findingExamples, courses, access, habitsInTheRecord, charging]
