import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const appRoutes = ({ info, set, store, presenter, organisation }: RouteParts) => ({
  app: {
    info: os.app.info.handler(() => info()),
  },
  overview: {
    watch: os.overview.watch.handler(({ signal }) => presenter.overviewFeed.subscribe(signal)),
  },
  sites: {
    list: os.sites.list.handler(() => organisation.sites()),
  },
  handshakes: {
    watch: os.handshakes.watch.handler(({ signal }) => presenter.handshakeFeed.subscribe(signal)),
  },
  settings: {
    get: os.settings.get.handler(() => set.settings),
    set: os.settings.set.handler(({ input }) => {
      // zod leaves absent keys out, which the types of a partial cannot say.
      const changed = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
      store.settings.save(changed)
      set.settings = { ...set.settings, ...changed }
      return set.settings
    }),
  },
})
