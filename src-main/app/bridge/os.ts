import { implement } from '@orpc/server'
import { isLevelEnough } from '#contract/access'
import { contract } from '#contract/api'
import type { ApiCaller } from '../access'
import { FaultError } from '../fault-error'
import { toBridgeError } from './faults'

export interface BridgeContext {
  /** A script, by its token. Absent: a window, which may do everything. */
  caller?: ApiCaller
}

/** The contract, to be implemented; what a handler throws becomes a fault of it. */
export const os = implement(contract)
  .$context<BridgeContext>()
  .use(async ({ next, context: { caller }, procedure }) => {
    try {
      const needed = procedure['~orpc'].meta.level
      if (caller && !isLevelEnough(caller.level, needed)) throw new FaultError('LEVEL_TOO_LOW', { level: caller.level, needed })
      return await next()
    } catch (error) {
      throw toBridgeError(error)
    }
  })

/** A feed fails only once it runs, after the middleware has returned: its faults are translated here. */
export async function* guarded<T>(feed: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield* feed
  } catch (error) {
    throw toBridgeError(error)
  }
}
