import type { AppInfo } from '#contract/read-models'

export type StationAddress = AppInfo['stationAddresses'][number]

/**
 * How chargers ask for the address of their server. `typed` is what goes into the field, `path` whether the identity
 * has to be part of it; the words for the fields are in the dictionary by the name of the shape.
 */
export interface AddressShape {
  name: 'whole' | 'base' | 'base-slash' | 'parts'
  /** One text, or the parts for separate fields. */
  typed: (address: StationAddress, identity: string) => { field: 'url' | 'host' | 'port' | 'path' | 'identity'; text: string }[]
}

export const shapes: readonly AddressShape[] = [
  // One field for everything.
  { name: 'whole', typed: (address, identity) => [{ field: 'url', text: `${baseOf(address)}/${encodeURIComponent(identity)}` }] },
  // A field of its own for the identity: the charger puts a slash and the identity behind the address.
  { name: 'base', typed: (address, identity) => [{ field: 'url', text: baseOf(address) }, { field: 'identity', text: identity }] },
  // The same, but it puts no slash in between; where it does, the double slash is understood as well (quirk C05).
  { name: 'base-slash', typed: (address, identity) => [{ field: 'url', text: `${baseOf(address)}/` }, { field: 'identity', text: identity }] },
  // Host, port and path apart.
  {
    name: 'parts',
    typed(address, identity) {
      const { hostname, port } = partsOf(address)
      return [
        { field: 'host', text: hostname },
        { field: 'port', text: port },
        { field: 'path', text: '/' },
        { field: 'identity', text: identity },
      ]
    },
  },
]

/** "ws://10.0.0.5:9220", without a slash at its end. */
export const baseOf = ({ url }: StationAddress): string => url.replace(/\/(<[^>]*>)?$/, '')

function partsOf(address: StationAddress): { hostname: string; port: string } {
  const [, hostname = '', port = ''] = /^wss?:\/\/(\[[^\]]*\]|[^:/]*):(\d+)/.exec(baseOf(address)) ?? []
  return { hostname, port }
}
