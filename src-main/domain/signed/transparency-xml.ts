import type { SignedSession, SignedValue } from '#contract/signed'

/**
 * The file that the Transparenzsoftware of S.A.F.E. reads: the values as they were signed, each with the key that it was
 * held against, else with the one that came along. Its transaction ids are numbers, so it is the number of the session.
 */
export function transparencyXml({ session, values }: Pick<SignedSession, 'session' | 'values'>): string {
  return ['<?xml version="1.0" encoding="UTF-8"?>', '<values>', ...values.map((value) => valueXml(session, value)), '</values>', ''].join('\n')
}

function valueXml(session: number, { context, format, encoding, text, key, publicKey }: SignedValue): string {
  const named = context === 'other' ? '' : ` context="Transaction.${context === 'begin' ? 'Begin' : 'End'}"`
  const told = key ? { encoding: 'hex', text: key.spki } : publicKey === null ? null : { encoding: 'base64', text: publicKey }
  return [
    `  <value transactionId="${session}"${named}>`,
    `    <signedData format="${escaped(format ?? 'OCMF')}" encoding="${encoding}">${escaped(text)}</signedData>`,
    ...(told ? [`    <publicKey encoding="${told.encoding}">${escaped(told.text)}</publicKey>`] : []),
    '  </value>',
  ].join('\n')
}

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Characters that XML cannot hold are left out; a text that was signed holds none. */
function escaped(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F]/g, '').replace(/[&<>"]/g, (character) => entities[character] ?? character)
}
