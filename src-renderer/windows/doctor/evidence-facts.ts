import type { HandshakeEvidence, HandshakeRow } from '#contract/handshakes'
import { formatDuration } from '@/format/duration'
import { formatInstant } from '@/format/instant'

export interface Fact {
  name: string
  value: string
  mono?: boolean
}

type Translate = (key: string, values?: Record<string, unknown>) => string

/** What an attempt is judged by, in the order in which it happened; what is not known is left out. */
export function evidenceFacts(row: HandshakeRow, evidence: HandshakeEvidence | null, t: Translate): Fact[] {
  const port = row.port === null ? null : t(row.secure ? 'doctor.portTls' : 'doctor.portPlain', { port: String(row.port) })
  const facts: (Fact | null)[] = [
    fact('address', row.remoteAddress, true),
    fact('port', port),
    ...(evidence ? [fact('arrived', t(`doctor.arrived.${evidence.arrived}`)), ...tlsFacts(evidence, t)] : []),
    fact('firstBytes', evidence?.firstBytes ?? null, true),
    fact('path', evidence?.path ?? null, true),
    fact('identity', row.identity, true),
    ...(evidence?.arrived === 'websocket'
      ? [
          fact('offered', evidence.offered.length > 0 ? evidence.offered.join(', ') : t('doctor.none'), evidence.offered.length > 0),
          fact('chosen', evidence.chosen ?? t('doctor.none')),
          fact('credentials', evidence.credentials && t(`doctor.credentials.${evidence.credentials}`, { user: evidence.user ?? '?' })),
        ]
      : []),
    fact('detail', row.detail || null),
    fact('end', evidence?.end ? endSentence(evidence.end, t) : null),
  ]
  return facts.filter((one) => one !== null)
}

function tlsFacts({ tls }: HandshakeEvidence, t: Translate): (Fact | null)[] {
  if (tls === null) return []
  const { certificate } = tls
  return [
    fact('serverName', tls.serverName ?? t('doctor.noServerName'), tls.serverName !== null),
    fact('tlsOffered', tls.offered.join(', ') || null),
    fact('tlsChosen', tls.protocol && [tls.protocol.replace(/^TLSv/, 'TLS '), tls.cipher].filter(Boolean).join(', ')),
    fact('alert', tls.alert, true),
    fact('certificateNames', certificate && (certificate.names.join(', ') || t('doctor.none')), true),
    fact(
      'certificateDates',
      certificate && t('doctor.validity', { from: formatInstant(certificate.validFrom), until: formatInstant(certificate.validUntil) }),
    ),
  ]
}

function endSentence({ at, ageMs, code, reason, by, calls }: NonNullable<HandshakeEvidence['end']>, t: Translate): string {
  const words = { at: formatInstant(at), age: formatDuration(ageMs), code: String(code), n: String(calls) }
  return [t(`doctor.end.${by}`, words), reason].filter(Boolean).join(' · ')
}

const fact = (name: string, value: string | null | undefined, mono = false): Fact | null => (value ? { name, value, mono } : null)
