import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const securityRoutes = ({ security, streams, by }: RouteParts) => ({
  security: {
    watch: os.security.watch.handler(({ signal }) => security.feed.subscribe(signal)),
    watchInbox: os.security.watchInbox.handler(({ signal }) => security.inbox.feed.subscribe(signal)),
    acknowledge: os.security.acknowledge.handler(({ input, context }) => security.inbox.acknowledge(input.items, by(context), input.note)),
    setListener: os.security.setListener.handler(({ input }) => security.listeners.turn(input.kind, input.isOn)),
    choose: os.security.choose.handler(({ input }) => {
      // zod leaves absent keys out, which the types of a partial cannot say.
      const changes = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
      return security.choose(changes)
    }),
    root: os.security.root.handler(async ({ input }) => (await security.root(input.key)).pem),
    addAuthority: os.security.addAuthority.handler(({ input }) => security.addAuthority(input.pem)),
    removeAuthority: os.security.removeAuthority.handler(({ input }) => security.removeAuthority(input.fingerprint)),
    watchRequests: os.security.watchRequests.handler(({ signal }) => security.desk.feed.subscribe(signal)),
    grant: os.security.grant.handler(({ input, context }) => security.desk.grant(input.request, by(context))),
    deny: os.security.deny.handler(({ input, context }) => security.desk.refuse(input.request, by(context))),
    watchStation: os.security.watchStation.handler(({ input, signal }) => guarded(streams.stationSecurity(input.station, signal))),
    changeKey: os.security.changeKey.handler(({ input, context }) => security.orders.changeKey(input.station, input.password, by(context))),
    setMinimumProfile: os.security.setMinimumProfile.handler(({ input }) => security.orders.setMinimumProfile(input.station, input.profile)),
    raiseProfile: os.security.raiseProfile.handler(({ input, context }) => security.orders.raiseProfile(input, by(context))),
    installRoot: os.security.installRoot.handler(({ input, context }) => security.orders.installRoot(input.station, input.key, by(context))),
    listRoots: os.security.listRoots.handler(({ input, context }) => security.orders.listRoots(input.station, by(context))),
    requestCertificate: os.security.requestCertificate.handler(({ input, context }) =>
      security.orders.requestCertificate(input.station, input.use, by(context)),
    ),
  },
})
