import { os, guarded } from '../os'
import type { RouteParts } from '../route-parts'

export const stationsRoutes = ({ store, presenter, stations, actions, commands, streams, by }: RouteParts) => ({
  stations: {
    watch: os.stations.watch.handler(({ signal }) => presenter.stationFeed.subscribe(signal)),
    watchOne: os.stations.watchOne.handler(({ input, signal }) => guarded(streams.stationDetail(input.station, signal))),
    register: os.stations.register.handler(({ input }) => stations.register(input)),
    accept: os.stations.accept.handler(({ input }) => stations.accept(input)),
    refuse: os.stations.refuse.handler(({ input }) => stations.refuse(input.station, input.how)),
    refused: os.stations.refused.handler(() => stations.refused()),
    edit: os.stations.edit.handler(({ input }) => stations.edit(input)),
    setCompatibility: os.stations.setCompatibility.handler(({ input, context }) => stations.setCompatibility(input.station, input.choice, by(context))),
    answerMeter: os.stations.answerMeter.handler(({ input, context }) => stations.answerMeter(input.station, input.isExchanged, by(context))),
    setPassword: os.stations.setPassword.handler(({ input }) => stations.setPassword(input.station, input.password)),
    command: os.stations.command.handler(({ input, context }) => commands.send(input.station, input.request, by(context))),
    actions: os.stations.actions.handler(({ input }) => actions.of(input.station)),
    checkPayload: os.stations.checkPayload.handler(({ input }) => actions.check(input)),
    response: os.stations.response.handler(({ input }) => store.response(input.command)),
    statusHistory: os.stations.statusHistory.handler(({ input }) => store.reader.statusHistory(input.station, input.limit)),
    watchCommands: os.stations.watchCommands.handler(({ input, signal }) => streams.commandLog(input.station, signal)),
  },
})
