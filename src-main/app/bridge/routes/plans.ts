import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const plansRoutes = ({ plans }: RouteParts) => ({
  plans: {
    watch: os.plans.watch.handler(({ signal }) => plans.feed.subscribe(signal)),
    picture: os.plans.picture.handler(({ input }) => plans.picture(input.site)),
    save: os.plans.save.handler(({ input }) => plans.save(input)),
    remove: os.plans.remove.handler(({ input }) => plans.remove(input.site)),
    place: os.plans.place.handler(({ input }) => plans.place(input)),
    takeOff: os.plans.takeOff.handler(({ input }) => plans.takeOff(input.station)),
  },
})
