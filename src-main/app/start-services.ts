import { knownFactOf } from '../domain/compatibility'
import type { Session } from '../domain/session'
import type { StationHost } from '../ocpp/station-host'
import { createAttempts } from './attempts'
import { createRouter } from './bridge/router'
import { createCentralSystem } from './central-system'
import { createCourses } from './courses'
import { createDesk } from './desk'
import { createFleet } from './fleet'
import { createLetters } from './letters/letters'
import { createLinkWatch } from './link-watch'
import { createOrganisation } from './organisation'
import { createOwnAccord } from './own-accord'
import { createPlans } from './plans'
import { createPresenter } from './presenter'
import { createSecurity } from './security/security'
import { createSessionCourses } from './session-course'
import { createSessionOwner } from './session-owner'
import { startAccess } from './start/access'
import { startAlerts } from './start/alerts'
import { startBills } from './start/bills'
import { startFigures } from './start/figures'
import { groundOf, type World } from './start/ground'
import { hearersOf } from './start/hearers'
import { startPeople } from './start/people'
import { startPrices } from './start/prices'
import { startRequests } from './start/requests'
import { startTimers } from './start/timers'
import { createStations } from './stations'
import { createVendorCodes } from './vendor-codes'

/** The central system with all that belongs to it, over the given world. */
export function startServices(world: World) {
  const ground = groundOf(world)
  const { clock, log, store, snapshot, set } = ground
  const central = () => centralSystem
  const commands = () => requests.commands
  const limitNow = ({ station, place }: Session) => requests.charging.limit(station, place, clock.now())

  const ownAccord = createOwnAccord({ set, store: store.ownAccord, central })
  const links = createLinkWatch(clock)
  const fleet = createFleet({ clock, set })
  const alerts = startAlerts({ ...ground, links, world, security: () => security, pricing: () => prices.pricing, limitAmps: (session) => limitNow(session)?.amps ?? null })
  const vendorCodes = createVendorCodes(world.vendorCodes)
  const presenter = createPresenter({
    ...ground, links, ownAccord, vendorCodes,
    recipeOf: (station) => requests.transfers.recipeOf(station),
    use: (session) => courses.use(session),
    price: (session) => prices.pricing.shown(session),
    tariffName: (session) => prices.pricing.policy(session)?.tariffName ?? null,
    limit: limitNow,
    stationsChanged(changed) {
      fleet.touch(changed)
      alerts.touch(changed)
    },
  })
  const figures = startFigures({ ...ground, presenter, vendorCodes })
  const people = startPeople({ ...ground, ownAccord, commands })
  const prices = startPrices({ ...ground, ownAccord, commands, courses: () => courses, sessionsChanged: presenter.sessions })
  const security = createSecurity({
    ...ground, commands, central,
    passwords: world.passwords,
    authority: world.authority,
    plan: world.listeners,
    ownNames: world.ownNames,
    inboxChanged: presenter.inboxChanged,
    stationChanged: (station) => presenter.stations([station]),
  })
  presenter.countInbox(security.inbox.open)

  const centralSystem = createCentralSystem({
    ...ground, links,
    doorkeeper: security.doorkeeper,
    attempts: createAttempts({ clock, stored: store.handshakes(), nextId: snapshot.nextHandshakeId }),
    ids: snapshot,
    limit: (station, place, at) => requests.charging.limit(station, place, at),
    renewedLimit: (...asked) => requests.charging.renewedLimit(...asked),
    publish: hearersOf({ ...ground, presenter, fleet, alerts, people, prices, figures, security, courses: () => courses, requests: () => requests }),
  })
  const courses = createCourses({
    ...ground,
    note: (activity) => centralSystem.noteLater({ activities: [activity] }),
    concluded: prices.pricing.concluded,
    changed: presenter.sessions,
  })
  prices.pricing.catchUp()
  courses.catchUp().catch((error: unknown) => log.error('courses could not be computed', { error: String(error) }))

  const onCentral = { ...ground, central: centralSystem }
  const requests = startRequests({ ...onCentral, ownAccord, presenter, catalog: world.catalog, doors: world.doors })
  const organisation = createOrganisation({ ...onCentral, stationsChanged: presenter.stations })
  const stations = createStations({
    ...onCentral,
    keys: security.keys,
    bootTriggers: requests.bootTriggers,
    view: presenter.stationRow,
    siteNamed: organisation.siteNamed,
    accepted: organisation.accepted,
    moved: organisation.feed.touch,
    sessionsChanged: (station) => presenter.sessions(set.openSessions(station)),
  })
  const access = startAccess({ ...ground, secrets: world.secrets, note: world.note })
  const stopTimers = startTimers({ ...onCentral, presenter, alerts, people, prices, figures, requests, access, security })

  return {
    host: centralSystem satisfies StationHost,
    router: createRouter({
      ...ground,
      ...people,
      ...prices,
      ...requests,
      ...access,
      ...figures,
      ...startBills({ ...ground, secrets: world.secrets, press: world.billPress }),
      info: world.info,
      doorstep: world.doorstep,
      presenter,
      fleet,
      plans: createPlans({ clock, store: store.plans, set }),
      streetMap: world.streetMap,
      alerts,
      ownAccord,
      security,
      organisation,
      stations,
      qualityDesk: createDesk(onCentral),
      sessionCourses: createSessionCourses({
        ...ground,
        courses,
        limit: limitNow,
        ratedW: ({ station }) => knownFactOf(set.find(station)?.station, 'ratedPowerW'),
        history: store.history,
      }),
      sessionOwner: createSessionOwner(onCentral),
      letters: createLetters({ ...ground, press: world.press }),
    }),
    settings: set,
    access,
    listeners: security.listeners,
    /** From here on connections end because the core does. */
    ending: requests.bootTriggers.forget,
    /** What is on its way to people arrives, or fails. */
    lastMessages: alerts.stop,
    /** Stores what waits. The sockets must be closed before. */
    stop() {
      stopTimers()
      courses.stop()
      figures.rollUps.stop()
      figures.presence.stop()
      requests.commands.stop()
      centralSystem.inbox.close()
      // After the last turn: a part that came with it is stored as well.
      requests.reports.stop()
      prices.pricing.settleAll()
    },
  }
}
