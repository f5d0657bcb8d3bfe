import { mapEventIterator, ORPCError } from '@orpc/client'
import type { RPCHandler } from '@orpc/server/ws'

type HandlerOptions = NonNullable<ConstructorParameters<typeof RPCHandler>[1]>
type Interceptor = NonNullable<HandlerOptions['clientInterceptors']>[number]

/** Where the hosts report what went wrong without being expected. */
export type ReportFault = (what: string, error: unknown) => void

/**
 * The edge of the bridge, for both hosts: an expected failure passes as it is; anything else is a bug, which is reported
 * here with its stack while the window is told no more than that something failed. Feeds can also fail after they
 * opened, so their iterators are watched as well.
 */
export function faultsAtTheBridge(report: ReportFault): Interceptor {
  return async ({ next, path, signal }) => {
    const concealed = (error: unknown): unknown => {
      // The window left: its feeds end with an abort, which is no news.
      if (signal?.aborted) return error
      if (error instanceof ORPCError && isExpected(error)) return error
      report(`${path.join('.')} failed`, error)
      return new ORPCError('INTERNAL_SERVER_ERROR', { message: 'Internal error' })
    }
    try {
      const output = await next()
      if (!isIterator(output)) return output
      return mapEventIterator(output, {
        value: (value) => Promise.resolve(value),
        error: (error) => Promise.resolve(concealed(error)),
      })
    } catch (error) {
      throw concealed(error)
    }
  }
}

/** Typed by the contract, or the window's own mistake (an input that the schema refuses, no such procedure). */
function isExpected(error: ORPCError<string, unknown>): boolean {
  return error.defined || error.status < 500
}

function isIterator(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && 'next' in output && typeof output.next === 'function'
}
