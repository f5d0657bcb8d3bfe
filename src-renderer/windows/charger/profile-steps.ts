import type { ListenerKind, ListenerRow, SecurityProfile, StationSecurity } from '#contract/security'

export interface ProfileStep {
  name: 'listener' | 'root' | 'password' | 'certificate'
  state: 'done' | 'missing' | 'unknown'
}

export const listenerFor = (profile: SecurityProfile): ListenerKind => (profile === 3 ? 'mutual' : profile === 2 ? 'tls' : 'plain')

/** What has to be there before a charger is asked to come with a profile. */
export function stepsTo(profile: SecurityProfile, security: StationSecurity, listeners: readonly ListenerRow[]): ProfileStep[] {
  const kind = listenerFor(profile)
  const isOpen = listeners.some((row) => row.kind === kind && row.state === 'open')
  const { roots, certificate, hasPassword, pendingSince } = security
  const hasRoot = roots !== null && (roots.ec || roots.rsa)
  // Who is connected over TLS has found the certificate good.
  const isTrusted = hasRoot || security.listener === 'tls' || security.listener === 'mutual'
  return [
    { name: 'listener', state: isOpen ? 'done' : 'missing' },
    ...(profile >= 2 ? [{ name: 'root' as const, state: isTrusted ? ('done' as const) : roots === null ? ('unknown' as const) : ('missing' as const) }] : []),
    ...(profile === 3
      ? [{ name: 'certificate' as const, state: certificate === null ? ('missing' as const) : ('done' as const) }]
      : [{ name: 'password' as const, state: hasPassword || pendingSince !== null ? ('done' as const) : ('missing' as const) }]),
  ]
}
