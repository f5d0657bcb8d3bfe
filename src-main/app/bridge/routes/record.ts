import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const recordRoutes = ({ ownAccord }: RouteParts) => ({
  ownAccord: {
    get: os.ownAccord.get.handler(({ input }) => ownAccord.viewOf(input.station)),
    switch: os.ownAccord.switch.handler(({ input }) => {
      ownAccord.switch(input.station, input.kind, input.isOn)
      return ownAccord.viewOf(input.station)
    }),
  },
})
