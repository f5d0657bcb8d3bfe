import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const chargingRoutes = ({ charging, reservations, by }: RouteParts) => ({
  charging: {
    watch: os.charging.watch.handler(({ input, signal }) => guarded(charging.watch(input.station, signal))),
    read: os.charging.read.handler(({ input, context }) => charging.read(input.station, by(context))),
    set: os.charging.set.handler(({ input: { station, ...order }, context }) => charging.set(station, order, by(context))),
    clear: os.charging.clear.handler(({ input, context }) => charging.clear(input.station, input.profile, by(context))),
    limit: os.charging.limit.handler(({ input: { station, ...order }, context }) => charging.limitPower(station, order, by(context))),
    removeLimit: os.charging.removeLimit.handler(({ input, context }) => charging.removeLimit(input.station, input.target, by(context))),
    chart: os.charging.chart.handler(({ input: { station, ...ask } }) => charging.chart(station, ask)),
    copy: os.charging.copy.handler(({ input: { station, ...order }, context }) => charging.copy(station, order, by(context))),
  },
  reservations: {
    watch: os.reservations.watch.handler(({ signal }) => reservations.feed.subscribe(signal)),
    reserve: os.reservations.reserve.handler(({ input, context }) => reservations.reserve(input, by(context))),
    cancel: os.reservations.cancel.handler(({ input, context }) => reservations.cancel(input.reservation, by(context))),
  },
})
