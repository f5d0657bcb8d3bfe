import type { CertificateFacts } from '#contract/security'
import type { Observation, Setting } from './observation'

const DAY_MS = 86_400_000

export type ExpiringCertificate = Pick<CertificateFacts, 'fingerprint' | 'notAfter'> & {
  name: string
  use: 'root' | 'server' | 'station'
  station: string | null
}

const ofPlugboard = (rest: Pick<Observation, 'kind' | 'subject' | 'since'> & Partial<Observation>): Observation => ({
  station: null,
  site: null,
  place: null,
  session: null,
  figures: {},
  words: {},
  ...rest,
})

/** By its fingerprint: the alert ends when another took its place. */
export function certificates(all: readonly ExpiringCertificate[], { threshold }: Setting, now: number): Observation[] {
  return all
    .filter(({ notAfter }) => notAfter - now <= threshold * DAY_MS)
    .map(({ fingerprint, notAfter, name, use, station }) =>
      ofPlugboard({
        kind: 'certificate',
        subject: `certificate ${fingerprint}`,
        station,
        since: notAfter - threshold * DAY_MS,
        figures: { leftDays: Math.max(0, Math.floor((notAfter - now) / DAY_MS)) },
        words: { variant: notAfter <= now ? `${use}-over` : use, name, until: new Date(notAfter).toISOString().slice(0, 10) },
      }),
    )
}

export function disk(space: { freeBytes: number; totalBytes: number } | null, { threshold }: Setting, now: number): Observation[] {
  if (space === null || space.freeBytes >= threshold * 1e9) return []
  return [ofPlugboard({ kind: 'disk', subject: 'disk', since: now, figures: { freeBytes: space.freeBytes, totalBytes: space.totalBytes } })]
}
