import { implement } from '@orpc/server'
import { contract } from '#contract/api'
import { toBridgeError } from './faults'

/** The contract, to be implemented; what a handler throws becomes a fault of it. */
export const os = implement(contract).use(async ({ next }) => {
  try {
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
