import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const alertsRoutes = ({ alerts, by }: RouteParts) => ({
  alerts: {
    watch: os.alerts.watch.handler(({ signal }) => alerts.feed.subscribe(signal)),
    acknowledge: os.alerts.acknowledge.handler(({ input, context }) => alerts.acknowledge(input.alerts, { by: by(context), note: input.note })),
    deliveries: os.alerts.deliveries.handler(({ input }) => alerts.deliveries(input.alert)),
    watchNotices: os.alerts.watchNotices.handler(({ signal }) => alerts.watchNotices(signal)),
    watchRules: os.alerts.watchRules.handler(({ signal }) => alerts.rules.feed.subscribe(signal)),
    saveRule: os.alerts.saveRule.handler(({ input }) => alerts.rules.save(input)),
    removeRule: os.alerts.removeRule.handler(({ input }) => alerts.rules.remove(input.rule)),
    watchChannels: os.alerts.watchChannels.handler(({ signal }) => alerts.channels.feed.subscribe(signal)),
    secretProtection: os.alerts.secretProtection.handler(() => alerts.channels.protection()),
    saveChannel: os.alerts.saveChannel.handler(({ input }) => alerts.channels.save(input)),
    removeChannel: os.alerts.removeChannel.handler(({ input }) => alerts.channels.remove(input.channel)),
    testChannel: os.alerts.testChannel.handler(({ input }) => alerts.channels.test(input.channel)),
    retryChannel: os.alerts.retryChannel.handler(({ input }) => alerts.channels.retry(input.channel)),
  },
})
