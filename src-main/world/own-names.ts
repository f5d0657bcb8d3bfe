import { hostname, networkInterfaces } from 'node:os'

/** What this computer is called and where it is reached, for the certificate of the server; the name comes first. */
export function ownNames(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((infos = []) =>
    // Link-local IPv6 needs a zone that no certificate can hold.
    infos.filter(({ address }) => !address.startsWith('fe80')).map(({ address }) => address),
  )
  const name = hostname().toLowerCase()
  return [...new Set([...(/^[a-z\d.-]+$/.test(name) ? [name] : []), 'localhost', ...addresses.sort()])]
}
