import { ORPCError } from '@orpc/server'
import { faults } from '#contract/fault'
import { FaultError } from '../fault-error'
import { StorageFullError } from '../ports'

/** Expected failures become the typed errors of the contract; anything else stays what it is: a bug. */
export function toBridgeError(error: unknown): unknown {
  if (error instanceof FaultError) {
    // instanceof cannot tell which code it is; any of them will do here.
    const { code, data } = error as FaultError
    return new ORPCError(code, { status: faults[code].status, data, cause: error })
  }
  if (error instanceof StorageFullError) {
    return new ORPCError('STORAGE_FULL', { status: faults.STORAGE_FULL.status, data: {}, cause: error })
  }
  return error
}
