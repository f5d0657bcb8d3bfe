import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const accessRoutes = ({ apiTokens, browsers, rest }: RouteParts) => ({
  access: {
    watchTokens: os.access.watchTokens.handler(({ signal }) => apiTokens.feed.subscribe(signal)),
    makeToken: os.access.makeToken.handler(({ input }) => apiTokens.make(input)),
    revokeToken: os.access.revokeToken.handler(({ input }) => apiTokens.revoke(input.id)),
    rest: os.access.rest.handler(() => rest.state()),
    setRest: os.access.setRest.handler(({ input }) => rest.set(input.isOn)),
    browsers: os.access.browsers.handler(() => browsers.count()),
    signOutBrowsers: os.access.signOutBrowsers.handler(() => browsers.signOutAll()),
  },
})
