import { os, guarded } from '../os'
import type { RouteParts } from '../route-parts'

export const configurationRoutes = ({ configuration, by }: RouteParts) => ({
  configuration: {
    watch: os.configuration.watch.handler(({ input, signal }) => guarded(configuration.watch(input.station, signal))),
    settings: os.configuration.settings.handler(({ input }) => configuration.settings(input.station)),
    read: os.configuration.read.handler(({ input, context }) => configuration.read(input.station, by(context))),
    cancel: os.configuration.cancel.handler(({ input }) => configuration.cancel(input.station)),
    change: os.configuration.change.handler(({ input, context }) =>
      configuration.change(input.station, input.settings, by(context)),
    ),
    askForReadings: os.configuration.askForReadings.handler(({ input, context }) =>
      configuration.askForReadings(input.station, by(context)),
    ),
    snapshots: os.configuration.snapshots.handler(({ input }) => configuration.snapshots(input.station)),
    compare: os.configuration.compare.handler(({ input }) => configuration.compare(input.station, input.with)),
    setPlan: os.configuration.setPlan.handler(({ input: { station, ...plan } }) => configuration.setPlan(station, plan)),
    templates: os.configuration.templates.handler(() => configuration.templates()),
    saveTemplate: os.configuration.saveTemplate.handler(({ input }) => configuration.saveTemplate(input.name, input.settings)),
    removeTemplate: os.configuration.removeTemplate.handler(({ input }) => configuration.removeTemplate(input.template)),
  },
})
