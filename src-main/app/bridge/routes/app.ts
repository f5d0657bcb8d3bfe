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
  settings: {
    get: os.settings.get.handler(() => set.settings),
    set: os.settings.set.handler(({ input }) => {
      // zod leaves absent keys out, which the types of a partial cannot say.
      const given = Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined))
      const changed = input.ownAccord ? { ...given, ownAccord: { ...set.settings.ownAccord, ...input.ownAccord } } : given
      store.settings.save(changed)
      set.settings = { ...set.settings, ...changed }
      // What is sent unasked shows at every station.
      if (input.ownAccord ?? input.handsOff !== undefined) presenter.stations([...set.entries()].map(({ station }) => station.station))
      return set.settings
    }),
  },
})
