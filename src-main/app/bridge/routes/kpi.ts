import { guarded, os } from '../os'
import type { RouteParts } from '../route-parts'

export const kpiRoutes = ({ kpi, kpiLive, by }: RouteParts) => ({
  kpi: {
    dashboard: os.kpi.dashboard.handler(({ input }) => kpi.dashboard(input)),
    parts: os.kpi.parts.handler(({ input }) => kpi.parts(input)),
    watch: os.kpi.watch.handler(({ input, signal }) => guarded(kpiLive.watch(input.entity, signal))),
    socketEvents: os.kpi.socketEvents.handler(({ input }) => kpi.socketEvents(input)),
    failedAttempts: os.kpi.failedAttempts.handler(({ input }) => kpi.failedAttempts(input)),
    errors: os.kpi.errors.handler(({ input }) => kpi.errors(input)),
    uptime: os.kpi.uptime.handler(({ input }) => kpi.uptime(input)),
    linkQuality: os.kpi.linkQuality.handler(({ input }) => kpi.linkQuality(input)),
    exclusions: os.kpi.exclusions.handler(({ input }) => kpi.exclusions(input.entity)),
    addExclusion: os.kpi.addExclusion.handler(({ input, context }) => kpi.addExclusion(input, by(context))),
    removeExclusion: os.kpi.removeExclusion.handler(({ input, context }) => kpi.removeExclusion(input.id, by(context))),
  },
})
