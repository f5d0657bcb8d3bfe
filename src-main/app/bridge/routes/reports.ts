import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const reportsRoutes = ({ reports, by }: RouteParts) => ({
  reports: {
    watch: os.reports.watch.handler(({ input, signal }) => guarded(reports.watch(input.station, signal))),
    readMonitors: os.reports.readMonitors.handler(({ input, context }) => reports.read(input.station, 'monitors', by(context))),
    readMessages: os.reports.readMessages.handler(({ input, context }) => reports.read(input.station, 'messages', by(context))),
  },
})
