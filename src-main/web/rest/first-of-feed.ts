import type { ApiCaller } from './caller'

export interface RestContext {
  caller: ApiCaller
  /** The script accepts server-sent events. */
  follows: boolean
}

/** Who does not follow a feed gets what it says now: of a set its rows, of anything else its first value. */
export async function firstOfFeed<Output>({ next, context }: {
  next: () => Promise<Output>
  context: RestContext
}): Promise<Output> {
  const output = await next()
  if (context.follows || !isFeed(output)) return output
  try {
    const { value } = await output.next()
    // What is answered has another form than what the contract says of the feed; the document says both.
    return rowsOf(value) as Output
  } finally {
    await output.return?.()
  }
}

function isFeed(output: unknown): output is AsyncIterator<unknown> {
  return typeof output === 'object' && output !== null && 'next' in output && typeof output.next === 'function'
}

function rowsOf(value: unknown): unknown {
  const isSnapshot = typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'snapshot'
  return isSnapshot && 'rows' in value ? value.rows : value
}
