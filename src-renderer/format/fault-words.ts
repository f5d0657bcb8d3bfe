import type { ConnectorFault, FaultCause } from '#contract/stations'
import { activeLanguage } from '../i18n/language'

/** What is behind a fault, one sentence for each cause that a dictionary knows; empty: none is known. */
export function faultSentences({ causes }: Pick<ConnectorFault, 'causes'>): string[] {
  return causes.flatMap((cause) => (cause.text === null ? [] : [sentenceOf(cause, cause.text)]))
}

const sentenceOf = ({ info }: FaultCause, text: { en: string; de: string }) => (info ? `${text[activeLanguage.value]}: ${info}` : text[activeLanguage.value])

/** As the station said it: its code, and what it wrote in the fields of the vendor. */
export function faultAsSent({ code, rawCode, vendorCode, info, vendorId }: ConnectorFault): string {
  return [rawCode ?? code, vendorCode, info, vendorId].filter(Boolean).join(', ')
}

/** All of it in one line, for a tooltip. */
export const faultInOneLine = (fault: ConnectorFault): string => [...faultSentences(fault), faultAsSent(fault)].join(' · ')
