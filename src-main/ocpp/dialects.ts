import type { Dialect } from './dialect'
import { v16 } from './v16'
import { v201 } from './v201'
import { v21 } from './v21'

/** Every version that is spoken, the best first: a station that offers several gets the highest (quirk C02). */
export const dialects: readonly Dialect[] = [v21, v201, v16]

/** What a station without any subprotocol speaks (quirk C01): nothing newer was ever seen without one. */
export const assumedDialect: Dialect = v16
