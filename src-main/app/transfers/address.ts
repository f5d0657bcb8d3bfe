import type { TransferRow } from '#contract/transfers'
import type { Doorway } from '../transfer-ports'

/** The address that a station is given, in the shape that it is known to take (quirk D01). */
export function addressOf(row: TransferRow, door: Doorway, localAddress: string): string {
  const { scheme, target, credentials } = row.recipe
  const host = localAddress.includes(':') ? `[${localAddress}]` : localAddress
  // FTP has no other way to say who comes.
  const account = scheme === 'ftp' || credentials ? `${door.user}:${door.password}@` : ''
  const directory = scheme === 'ftp' ? '' : `${door.secret}/`
  return `${scheme}://${account}${host}:${door.port}/${directory}${target === 'file' ? fileNameOf(row) : ''}`
}

/** As windows and the database see it: it shall lead nowhere. */
export const withoutSecrets = (address: string, door: Doorway): string =>
  address.replace(door.password, '•••').replace(door.secret, '•••')

function fileNameOf({ kind, transfer, firmwareName }: TransferRow): string {
  // Stations are not to be trusted with blanks or letters beyond ASCII in an address.
  if (kind === 'firmware') return (firmwareName ?? 'firmware').replace(/[^\w.-]+/g, '_')
  return `${kind}-${transfer}.tar.gz`
}
