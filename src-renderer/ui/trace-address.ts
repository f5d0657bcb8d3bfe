import type { CommandRecord } from '#contract/commands'

/** Where a message of one instant is in the trace: clocks of stations and rounds of the loop are some milliseconds apart. */
export const messagesAt = ({ station, action, at }: { station: string; action: string; at: number }) => ({
  name: 'trace',
  query: { station, action, from: at - 1_000, to: at + 1_000 },
})

/** A command with its answer. */
export const messagesOfCommand = ({ station, action, sentAt, roundTripMs }: CommandRecord) => ({
  name: 'trace',
  query: { station, ...(action && { action }), from: sentAt - 1_000, to: sentAt + (roundTripMs ?? 120_000) + 1_000 },
})

export const messagesOfSession = (session: number) => ({ name: 'trace', query: { session } })

/** What raised a finding; the newest is the last of the list. */
export const messagesWithFinding = (station: string, finding: string) => ({ name: 'trace', query: { station, finding } })
