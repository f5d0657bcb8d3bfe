import type { ownEvents } from '#contract/security'
import type { NewSecurityEvent } from '../security-ports'

/** Something about security that Plugboard itself noticed. Station empty: about Plugboard. */
export const ownEvent = (
  event: (typeof ownEvents)[number],
  of: { station: string; at: number; info: string | null; isCritical: boolean; kind?: string },
): NewSecurityEvent => ({ ...of, event, kind: of.kind ?? event, source: 'plugboard' })
