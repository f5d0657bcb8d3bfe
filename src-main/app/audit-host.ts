import type { PersonSource } from '#contract/vocabulary'
import type { NewAuditRow } from './ports'

/** Who did it, as the audit has it: a browser is the person at the headless host. */
export const auditHost = (by: PersonSource): NonNullable<NewAuditRow['host']> => (by === 'browser' ? 'headless' : by)
