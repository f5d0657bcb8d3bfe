import { compatibilityFields } from '#contract/compatibility-fields'
import type { AppInfo } from '#contract/read-models'
import type { ActionCatalog, StationHost } from '../ocpp/station-host'
import { factOf, knownFactOf } from '../domain/compatibility'
import { createApiTokens } from './access'
import type { DoorNote, Secrets } from './access-ports'
import type { BillPress } from './bill-ports'
import { createBillFiles } from './bills/bill-files'
import { createBills } from './bills/bills'
import { createReimbursements } from './bills/reimbursement'
import { createRouter } from './bridge/router'
import { createAttempts } from './attempts'
import { createBrowsers } from './browsers'
import { createActions } from './actions'
import { createBootTriggers } from './boot-triggers'
import { createCentralSystem } from './central-system'
import { createCharging } from './charging/charging'
import { createCommands } from './commands'
import { createConfiguration } from './configuration/configuration'
import { createConnections } from './connections'
import { createFleet } from './fleet'
import { createLinkWatch } from './link-watch'
import { createKpi } from './kpi/kpi'
import { createKpiStations } from './kpi/kpi-stations'
import { createKpiLive } from './kpi/live'
import { createRollUps } from './kpi/roll-ups'
import { createLocalLists } from './local-lists'
import { createOwnAccord } from './own-accord'
import type { Clock, Log, Passwords, Store } from './ports'
import { createCourses } from './courses'
import { createDesk } from './desk'
import { passTime } from './passing-time'
import { createOrganisation } from './organisation'
import { createPresence } from './presence'
import { createPresenter } from './presenter'
import { createTariffDesk } from './pricing/tariff-desk'
import { createCostMessages } from './pricing/cost-messages'
import { createPriceCourses } from './pricing/price-courses'
import { createPricing } from './pricing/pricing'
import { pricingBookOf } from './pricing/pricing-book'
import { createRemoteStarts } from './remote-starts'
import { createRestService } from './rest-service'
import { createReports } from './reports/reports'
import { createReservations } from './reservations'
import { createSessionCourses } from './session-course'
import { createSessionOwner } from './session-owner'
import { createStations } from './stations'
import { createPeopleFile } from './people-file'
import { createTokenDesk } from './token-desk'
import type { Doorstep } from './doorstep-ports'
import type { LetterPress } from './letter-ports'
import { createLetters } from './letters/letters'
import type { CertificateAuthority } from './security-ports'
import type { ListenerPlan } from './security/listeners'
import { createSecurity } from './security/security'
import type { FileDoors } from './transfer-ports'
import { createTransfers } from './transfers/transfers'
import { createVendorCodes } from './vendor-codes'
import { workingSetOf } from './working-set'

const TICK_MS = 2_000
const CLEAN_MS = 60_000
const BACKUP_MS = 600_000
const LIST_CHECK_MS = 10_000
const SAVE_SEEN_MS = 60_000

/** The central system with all that belongs to it, over the given world. */
export function startServices(parts: {
  clock: Clock
  log: Log
  store: Store
  passwords: Passwords
  catalog: ActionCatalog
  doors: FileDoors
  doorstep: Doorstep
  /** What the codes of vendors mean: the user's own and those that come with Plugboard. */
  vendorCodes: Parameters<typeof createVendorCodes>[0]
  press: LetterPress
  billPress: BillPress
  secrets: Secrets
  note: DoorNote
  info: () => AppInfo
  authority: CertificateAuthority
  listeners: ListenerPlan
  /** Host name and addresses of this computer. */
  ownNames: () => string[]
}) {
  const { clock, log, store, passwords } = parts
  const snapshot = store.load()
  const set = workingSetOf(snapshot, store.sessions)
  const connections = createConnections(clock, (station) => {
    const entry = set.find(station)
    return 1000 * (entry ? factOf(entry.station, 'settleSeconds') : compatibilityFields.settleSeconds.default)
  })
  const ownAccord = createOwnAccord({ set, store: store.ownAccord, central: () => central })
  const links = createLinkWatch(clock)
  const fleet = createFleet({ clock, set })
  const vendorCodes = createVendorCodes(parts.vendorCodes)
  const presenter = createPresenter({
    clock, store, set, connections, links, vendorCodes, ownAccord,
    use: (session) => courses.use(session),
    price: (session) => pricing.shown(session),
    tariffName: (session) => pricing.policy(session)?.tariffName ?? null,
    limit: ({ station, place }) => charging.limit(station, place, clock.now()),
    stationsChanged: fleet.touch,
  })
  const kpiStations = createKpiStations(set)
  const kpiLive = createKpiLive({ clock, set, stations: kpiStations, presenter })
  const rollUps = createRollUps({
    clock, log, set, stations: kpiStations, store: store.kpi, reader: store.kpiReader,
    since: store.presence.load().lastObservation?.to ?? null,
    changed: kpiLive.changed,
  })
  const presence = createPresence({ clock, set, store: store.presence, changed: (station, from) => rollUps.touch(station, from, clock.now()) })
  const kpi = createKpi({ clock, set, stations: kpiStations, rollUps, presence, store: store.kpi, reader: store.kpiReader, vendorCodes })
  const desk = createTokenDesk({ clock, store, set, changed: () => lists.tokensChanged() })
  const peopleFile = createPeopleFile({ clock, store, set, desk })
  const lists = createLocalLists({
    clock,
    log,
    store,
    set,
    connections,
    ownAccord,
    ask: (...call) => commands.ask(...call),
    stored: snapshot.localLists,
  })
  const sessionOf = (id: number) => set.session(id) ?? store.sessions.get(id)

  const book = pricingBookOf(store.pricing.load(), store.pricing.openPolicies())
  const pricing = createPricing({
    clock,
    log,
    store,
    set,
    book,
    courses: () => courses,
    sessionOf,
    changed(sessions) {
      presenter.sessions(sessions)
      costMessages.changed(sessions, true)
    },
  })
  const costMessages = createCostMessages({ clock, log, connections, ownAccord, commands: () => commands, pricing })

  const security = createSecurity({
    clock,
    log,
    store,
    passwords,
    set,
    connections,
    authority: parts.authority,
    plan: parts.listeners,
    ownNames: parts.ownNames,
    host: () => parts.info().host,
    commands: () => commands,
    central: () => central,
    inboxChanged: presenter.inboxChanged,
    stationChanged: (station) => presenter.stations([station]),
  })
  presenter.countInbox(security.inbox.open)

  const central = createCentralSystem({
    clock,
    log,
    store,
    doorkeeper: security.doorkeeper,
    set,
    connections,
    attempts: createAttempts({ clock, stored: store.handshakes(), nextId: snapshot.nextHandshakeId }),
    links,
    ids: snapshot,
    limit: (station, place, at) => charging.limit(station, place, at),
    renewedLimit: (...asked) => charging.renewedLimit(...asked),
    publish: {
      ...presenter,
      seen: fleet.seen,
      tokens: desk.noticed,
      gone(connection, end) {
        bootTriggers.disconnected(connection)
        presence.gone(connection, end)
      },
      policies: pricing.policiesOf,
      cost: (session) => store.pricing.shown(session),
      courses(sessions, commit) {
        pricing.adopt(commit.policies)
        courses.committed(sessions, commit)
        pricing.committed(sessions)
        pricing.settle()
        costMessages.changed(sessions, false)
        rollUps.sessions(sessions)
        rollUps.statuses(commit.statusChanges)
      },
      samples(added) {
        presenter.samples(added)
        charging.samples(added)
      },
      sessions(changed) {
        presenter.sessions(changed)
        charging.sessions(changed)
      },
      security: security.stored,
      news: (stations) => reports.news(stations),
      connected(connection) {
        security.connected(connection)
        presence.connected(connection)
      },
      links(changed) {
        presenter.links(changed)
        security.feed.touch()
      },
      told(connection, message) {
        presence.told(connection.station, message)
        transfers.told(connection.station, message, clock.now())
        charging.told(connection.station, message)
        reservations.told(connection.station, message)
        reports.told(connection.station, message)
        if (message.kind === 'customer-report') commands.followedUp(connection.station, message)
        if (message.kind === 'report') configuration.reported(connection, message)
      },
      stations(changed) {
        presenter.stations(changed)
        lists.feed.touch(changed)
      },
      settled(connection, bootSeen) {
        security.desk.ready(connection)
        presenter.stations([connection.station])
        if (bootSeen) {
          configuration.booted(connection)
          return
        }
        bootTriggers.ask(connection, 'unbooted')
      },
    },
  })
  const courses = createCourses({
    clock,
    log,
    store,
    set,
    note: (activity) => central.noteLater({ activities: [activity] }),
    concluded: pricing.concluded,
    changed: presenter.sessions,
  })
  pricing.catchUp()
  courses.catchUp().catch((error: unknown) => log.error('courses could not be computed', { error: String(error) }))
  let nextCommandId = snapshot.nextCommandId
  const actions = createActions({ catalog: parts.catalog, set, connections })
  const remoteStarts = createRemoteStarts({ clock, set, connections, central })
  const bootTriggers = createBootTriggers({
    clock,
    log,
    set,
    ownAccord,
    commands: () => commands,
    central: () => central,
    noteBootTrigger: store.stations.noteBootTrigger,
  })
  const commands = createCommands({
    actions,
    clock,
    set,
    connections,
    central,
    sessionOf,
    nextId: () => nextCommandId++,
    ownAccord,
    bootTriggerSent: bootTriggers.sent,
    startAccepted: remoteStarts.accepted,
    stored: store.commands,
    outdated: (...changed) => reports.outdated(...changed),
    publish: presenter.commands,
  })
  const configuration = createConfiguration({ clock, log, store: store.configuration, set, connections, central, commands, ownAccord })
  const reports = createReports({
    clock, log, store: store.reports, set, connections, commands,
    unitsOf: (station) => new Map(configuration.settings(station).flatMap(({ name, unit }) => (unit ? [[name, unit] as const] : []))),
  })
  const organisation = createOrganisation({ clock, store, set, connections, central, stationsChanged: presenter.stations })
  const charging = createCharging({
    clock, log, store: store.charging, set, connections, commands, ownAccord, central,
    sessionsChanged: (station) => presenter.sessions(set.openSessions(station)),
  })
  const reservations = createReservations({ clock, store: store.charging, set, connections, commands })
  const stations = createStations({
    clock,
    log,
    store,
    keys: security.keys,
    set,
    connections,
    central,
    bootTriggers,
    host: () => parts.info().host,
    view: presenter.stationRow,
    siteNamed: organisation.siteNamed,
    accepted: organisation.accepted,
    moved: organisation.feed.touch,
    sessionsChanged: (station) => presenter.sessions(set.openSessions(station)),
  })

  const transfers = createTransfers({ clock, log, set, connections, store: store.transfers, doors: parts.doors, ask: commands.ask })
  const qualityDesk = createDesk({ clock, store, set, connections, central, sessionOf, host: () => parts.info().host })

  const sessionCourses = createSessionCourses({
    clock, set, courses, sessionOf,
    limit: ({ station, place }) => charging.limit(station, place, clock.now()),
    ratedW: ({ station }) => knownFactOf(set.find(station)?.station, 'ratedPowerW'),
    history: store.history,
  })
  const sessionOwner = createSessionOwner({ clock, set, central, sessionOf, host: () => parts.info().host })

  const bills = createBills({ clock, store, set, sessionOf })
  const reimbursements = createReimbursements({ store, set, bills, digest: parts.secrets.digest })
  const billFiles = createBillFiles({ clock, set, bills, reimbursements, press: parts.billPress })
  const letters = createLetters({ clock, set, store, press: parts.press })
  const apiTokens = createApiTokens({ clock, log, store: store.access, secrets: parts.secrets })
  const browsers = createBrowsers({ clock, log, store: store.access, secrets: parts.secrets })
  const rest = createRestService({ log, set, store, note: parts.note, token: apiTokens.local })

  const stopTimers = [
    every(TICK_MS, () => {
      passTime({ clock, set, central })
      presence.tick()
      rollUps.tick()
      remoteStarts.tick()
      presenter.tick()
      transfers.tick()
      reservations.tick()
      security.tick()
      presenter.certificate(security.serverExpiresAt())
    }),
    every(LIST_CHECK_MS, lists.keepUp),
    every(CLEAN_MS, () => {
      store.clean(clock.now(), set.settings)
      pricing.catchUp()
      transfers.clean()
      apiTokens.clean()
      browsers.clean()
    }),
    every(BACKUP_MS, () => {
      store.backUp(clock.now()).catch((error: unknown) => log.error('no backup was made', { error: String(error) }))
    }),
    every(SAVE_SEEN_MS, () => {
      const seen = connections.all().map(({ station }) => station)
      central.note({ lastSeen: [...new Set(seen)].flatMap((station) => lastSeenOf(station)) })
    }),
  ]
  function lastSeenOf(station: string) {
    const entry = set.find(station)
    const at = entry?.lastSeenAt
    return at ? [{ station, at, messageAt: entry.lastMessageAt, protocol: null, remoteAddress: null }] : []
  }

  /** A timer is one of the edges where a bug ends: it is logged, and the next turn comes all the same. */
  function every(ms: number, run: () => void): () => void {
    const again = () => {
      try {
        run()
      } catch (error) {
        log.error('a timer failed', { error: String(error) })
      }
      cancel = clock.after(ms, again)
    }
    let cancel = clock.after(ms, again)
    return () => cancel()
  }

  return {
    host: central satisfies StationHost,
    router: createRouter({ reports, kpi, kpiLive, clock, info: parts.info, set, store, presenter, stations, actions, commands, configuration, charging, reservations, desk, peopleFile, qualityDesk, organisation, fleet, lists, security, transfers, ownAccord, letters, doorstep: parts.doorstep, sessionOf, sessionCourses, sessionOwner, apiTokens, browsers, rest, pricing, bills, billFiles, reimbursements, priceCourses: createPriceCourses({ clock, store, set, book, sessionOf }), tariffs: createTariffDesk({ clock, store, set, book }) }),
    settings: set,
    access: { apiTokens, browsers, rest },
    listeners: security.listeners,
    /** From here on connections end because the core does. */
    ending: bootTriggers.forget,
    /** Stores what waits. The sockets must be closed before. */
    stop() {
      for (const stop of stopTimers) stop()
      courses.stop()
      rollUps.stop()
      presence.stop()
      reports.stop()
      central.inbox.close()
    },
  }
}
