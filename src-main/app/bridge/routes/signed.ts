import { createSignedDesk, type SignedDesk } from '../../signed'
import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const signedRoutes = ({ clock, store, set }: RouteParts) => {
  const signed = createSignedDesk({ clock, store, set })
  return { signed: routesOf(signed, store) }
}

const routesOf = (signed: SignedDesk, store: RouteParts['store']) => ({
  session: os.signed.session.handler(({ input }) => signed.session(input.session)),
  xml: os.signed.xml.handler(({ input }) => signed.xml(input.session)),
  check: os.signed.check.handler(({ input }) => store.signedReader.check(input)),
  keys: os.signed.keys.handler(({ input }) => signed.keys(input.station)),
  addKey: os.signed.addKey.handler(({ input: { station, ...key } }) => signed.addKey(station, key)),
  removeKey: os.signed.removeKey.handler(({ input }) => signed.removeKey(input.station, input.id)),
})
