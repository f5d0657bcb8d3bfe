import { implement } from '@orpc/server'
import { contract } from '#contract/api'
import type { AppInfo } from '#contract/read-models'
import type { CommandSource } from '#contract/vocabulary'
import type { Session } from '../../domain/session'
import type { Actions } from '../actions'
import type { Commands } from '../commands'
import type { Configuration } from '../configuration/configuration'
import { FaultError } from '../fault-error'
import type { Desk } from '../desk'
import type { Clock, Store } from '../ports'
import type { LocalLists } from '../local-lists'
import type { Presenter } from '../presenter'
import type { Stations } from '../stations'
import type { TokenDesk } from '../token-desk'
import type { Transfers } from '../transfers/transfers'
import type { WorkingSet } from '../working-set'
import { toBridgeError } from './faults'
import { createStreams } from './streams'

/** The contract, implemented. Both hosts serve this one router. */
export function createRouter(parts: {
  clock: Clock
  info: () => AppInfo
  set: WorkingSet
  store: Store
  presenter: Presenter
  stations: Stations
  actions: Actions
  commands: Commands
  configuration: Configuration
  desk: TokenDesk
  qualityDesk: Desk
  lists: LocalLists
  transfers: Transfers
  sessionOf: (id: number) => Session | null
}) {
  const { set, store, presenter, stations, actions, commands, configuration, desk, qualityDesk, lists, transfers, sessionOf } = parts
  const streams = createStreams(parts)
  const by = (): CommandSource => (parts.info().host === 'desktop' ? 'desktop' : 'browser')
  const os = implement(contract).use(async ({ next }) => {
    try {
      return await next()
    } catch (error) {
      throw toBridgeError(error)
    }
  })

  return os.router({
    app: { info: os.app.info.handler(() => parts.info()) },
    overview: { watch: os.overview.watch.handler(({ signal }) => presenter.overviewFeed.subscribe(signal)) },
    stations: {
      watch: os.stations.watch.handler(({ signal }) => presenter.stationFeed.subscribe(signal)),
      watchOne: os.stations.watchOne.handler(({ input, signal }) => guarded(streams.stationDetail(input.station, signal))),
      register: os.stations.register.handler(({ input }) => stations.register(input)),
      accept: os.stations.accept.handler(({ input }) => stations.accept(input)),
      refuse: os.stations.refuse.handler(({ input }) => stations.refuse(input.station)),
      edit: os.stations.edit.handler(({ input }) => stations.edit(input)),
      setCompatibility: os.stations.setCompatibility.handler(({ input }) => stations.setCompatibility(input.station, input.choice)),
      setPassword: os.stations.setPassword.handler(({ input }) => stations.setPassword(input.station, input.password)),
      command: os.stations.command.handler(({ input }) => commands.send(input.station, input.request, by())),
      actions: os.stations.actions.handler(({ input }) => actions.of(input.station)),
      checkPayload: os.stations.checkPayload.handler(({ input }) => actions.check(input)),
      response: os.stations.response.handler(({ input }) => store.response(input.command)),
      statusHistory: os.stations.statusHistory.handler(({ input }) => store.reader.statusHistory(input.station, input.limit)),
      watchCommands: os.stations.watchCommands.handler(({ input, signal }) => streams.commandLog(input.station, signal)),
    },
    configuration: {
      watch: os.configuration.watch.handler(({ input, signal }) => guarded(configuration.watch(input.station, signal))),
      settings: os.configuration.settings.handler(({ input }) => configuration.settings(input.station)),
      read: os.configuration.read.handler(({ input }) => configuration.read(input.station, by())),
      cancel: os.configuration.cancel.handler(({ input }) => configuration.cancel(input.station)),
      change: os.configuration.change.handler(({ input }) => configuration.change(input.station, input.settings, by())),
      snapshots: os.configuration.snapshots.handler(({ input }) => configuration.snapshots(input.station)),
      compare: os.configuration.compare.handler(({ input }) => configuration.compare(input.station, input.with)),
      setPlan: os.configuration.setPlan.handler(({ input: { station, ...plan } }) => configuration.setPlan(station, plan)),
      templates: os.configuration.templates.handler(() => configuration.templates()),
      saveTemplate: os.configuration.saveTemplate.handler(({ input }) => configuration.saveTemplate(input.name, input.settings)),
      removeTemplate: os.configuration.removeTemplate.handler(({ input }) => configuration.removeTemplate(input.template)),
    },
    sites: { list: os.sites.list.handler(() => store.sites.list()) },
    sessions: {
      watchLive: os.sessions.watchLive.handler(({ signal }) => presenter.liveFeed.subscribe(signal)),
      get: os.sessions.get.handler(({ input }) => {
        const session = sessionOf(input.session)
        if (!session) throw new FaultError('SESSION_NOT_FOUND', input)
        return presenter.sessionRow(session)
      }),
      watchCurve: os.sessions.watchCurve.handler(({ input, signal }) => guarded(streams.curve(input.session, signal))),
      samples: os.sessions.samples.handler(({ input }) => store.reader.samples(input.session)),
      history: os.sessions.history.handler(({ input }) => store.reader.history(input.filter, input.cursor, input.limit)),
    },
    desk: {
      watch: os.desk.watch.handler(({ signal }) => presenter.deskFeed.subscribe(signal)),
      evidence: os.desk.evidence.handler(({ input }) => qualityDesk.evidence(input.session)),
      preview: os.desk.preview.handler(({ input }) => qualityDesk.preview(input.session, input.repair)),
      apply: os.desk.apply.handler(({ input }) => qualityDesk.apply(input)),
      applyProposals: os.desk.applyProposals.handler(({ input }) => qualityDesk.applyProposals(input.sessions, input.note)),
      undo: os.desk.undo.handler(({ input }) => qualityDesk.undo(input.session, input.note)),
      audit: os.desk.audit.handler(({ input }) => qualityDesk.audit(input.cursor, input.limit)),
    },
    trace: {
      watch: os.trace.watch.handler(({ input, signal }) => streams.trace(input.filter, signal)),
      page: os.trace.page.handler(({ input }) => store.reader.trace(input.filter, input.cursor, input.limit)),
      frame: os.trace.frame.handler(({ input }) => store.reader.frame(input.id)),
    },
    transfers: {
      watch: os.transfers.watch.handler(({ signal }) => transfers.feed.subscribe(signal)),
      startDiagnostics: os.transfers.startDiagnostics.handler(({ input }) => transfers.startDiagnostics(input)),
      startFirmware: os.transfers.startFirmware.handler(({ input }) => transfers.startFirmware(input)),
      cancel: os.transfers.cancel.handler(({ input }) => transfers.cancel(input.transfer)),
      remove: os.transfers.remove.handler(({ input }) => transfers.remove(input.transfer)),
      recipe: os.transfers.recipe.handler(({ input }) => transfers.recipeOf(input.station)),
      setRecipe: os.transfers.setRecipe.handler(({ input }) => {
        transfers.setRecipe(input.station, input.recipe)
        return transfers.recipeOf(input.station)
      }),
      entries: os.transfers.entries.handler(({ input }) => transfers.received.list(input.transfer, input.file)),
      text: os.transfers.text.handler(({ input }) => transfers.received.text(input.transfer, input.file, input.entry)),
      search: os.transfers.search.handler(({ input }) => transfers.received.search(input.transfer, input.file, input.words)),
      chunk: os.transfers.chunk.handler(({ input }) => transfers.received.chunk(input.transfer, input.file, input.offset)),
    },
    firmware: {
      list: os.firmware.list.handler(() => transfers.firmware.list()),
      begin: os.firmware.begin.handler(({ input }) => transfers.firmware.begin(input.name, input.bytes)),
      append: os.firmware.append.handler(({ input }) =>
        transfers.firmware.append(input.firmware, input.offset, Buffer.from(input.data, 'base64')),
      ),
      finish: os.firmware.finish.handler(({ input }) => transfers.firmware.finish(input.firmware)),
      remove: os.firmware.remove.handler(({ input }) => transfers.firmware.remove(input.firmware)),
    },
    handshakes: { watch: os.handshakes.watch.handler(({ signal }) => presenter.handshakeFeed.subscribe(signal)) },
    people: {
      watch: os.people.watch.handler(({ signal }) => desk.peopleFeed.subscribe(signal)),
      save: os.people.save.handler(({ input }) => desk.savePerson(input)),
      remove: os.people.remove.handler(({ input }) => desk.removePerson(input.person)),
    },
    tokens: {
      watch: os.tokens.watch.handler(({ signal }) => desk.tokenFeed.subscribe(signal)),
      list: os.tokens.list.handler(() => desk.rows()),
      add: os.tokens.add.handler(({ input }) => desk.add(input)),
      edit: os.tokens.edit.handler(({ input }) => desk.edit(input)),
      setStatus: os.tokens.setStatus.handler(({ input }) => desk.setStatus(input.token, input.status)),
      assign: os.tokens.assign.handler(({ input }) => desk.assign(input.token, input.to)),
      remove: os.tokens.remove.handler(({ input }) => desk.remove(input.token)),
      setPlaceholder: os.tokens.setPlaceholder.handler(({ input }) => desk.setPlaceholder(input, input.to)),
      learn: os.tokens.learn.handler(({ input }) => desk.learn(input)),
      cancelLearning: os.tokens.cancelLearning.handler(() => desk.cancelLearning()),
      watchLearning: os.tokens.watchLearning.handler(({ signal }) => desk.learningFeed.subscribe(signal)),
      setRemote: os.tokens.setRemote.handler(({ input }) => desk.setRemote(input.station, input.token)),
    },
    localLists: {
      watch: os.localLists.watch.handler(({ signal }) => lists.feed.subscribe(signal)),
      sync: os.localLists.sync.handler(({ input }) => lists.sync(input)),
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
}

/** A feed fails only once it runs, after the middleware has returned: its faults are translated here. */
async function* guarded<T>(feed: AsyncGenerator<T, void>): AsyncGenerator<T, void> {
  try {
    yield* feed
  } catch (error) {
    throw toBridgeError(error)
  }
}
