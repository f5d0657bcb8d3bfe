import type { PayloadIssue } from '#contract/vocabulary'
import { translator } from '@/i18n'

const told = new Set([
  'required', 'additionalProperties', 'type', 'enum', 'maxLength', 'minimum', 'maximum', 'minItems', 'maxItems', 'format', 'multipleOf',
])

/** What is wrong, in the user's language; a keyword that no schema of OCPP uses today is told in the words of the check. */
export function issueSentence({ code, expected, message }: PayloadIssue): string {
  return told.has(code) ? translator.t(`console.issue.${code}`, { expected: expected ?? '' }) : message
}

/** "csChargingProfiles.chargingSchedule[0].limit"; empty for the message as a whole. */
export function pathName(path: string): string {
  return path
    .slice(1)
    .split('/')
    .filter(Boolean)
    .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
    .map((step, index) => (/^\d+$/.test(step) ? `[${step}]` : index === 0 ? step : `.${step}`))
    .join('')
}
