import type { Alerts } from '../alerts/alerts'
import type { Courses } from '../courses'
import type { Fleet } from '../fleet'
import type { Presenter } from '../presenter'
import type { Publisher } from '../publisher'
import type { Security } from '../security/security'
import type { startFigures } from './figures'
import type { Ground } from './ground'
import type { startPeople } from './people'
import type { startPrices } from './prices'
import type { startRequests } from './requests'

/** Who is told of what changed in a turn, and in which order. */
export function hearersOf(parts: Ground & {
  presenter: Presenter
  fleet: Fleet
  alerts: Alerts
  people: ReturnType<typeof startPeople>
  prices: ReturnType<typeof startPrices>
  figures: ReturnType<typeof startFigures>
  security: Security
  courses: () => Courses
  requests: () => ReturnType<typeof startRequests>
}): Publisher {
  const { clock, store, connections, presenter, fleet, alerts, people, security, courses, requests } = parts
  const { pricing, costMessages, stationTariffs } = parts.prices
  const { presence, rollUps } = parts.figures
  return {
    ...presenter,
    seen: fleet.seen,
    tokens: people.desk.noticed,
    gone(connection, end) {
      requests().bootTriggers.disconnected(connection)
      presence.gone(connection, end)
    },
    policies: pricing.policiesOf,
    cost: (session) => store.pricing.shown(session),
    priceOf: stationTariffs.ofToken,
    courses(sessions, commit) {
      pricing.adopt(commit.policies)
      courses().committed(sessions, commit)
      pricing.committed(sessions)
      pricing.settle(({ station }) => connections.live(station)?.isToldTotal === true)
      costMessages.changed(sessions, false)
      stationTariffs.began(commit.policies)
      rollUps.sessions(sessions)
      rollUps.statuses(commit.statusChanges)
    },
    samples(added) {
      presenter.samples(added)
      alerts.samples(added)
      requests().charging.samples(added)
    },
    sessions(changed) {
      presenter.sessions(changed)
      requests().charging.sessions(changed)
    },
    security: security.stored,
    news: (stations) => requests().reports.news(stations),
    connected(connection) {
      security.connected(connection)
      presence.connected(connection)
    },
    links(changed) {
      presenter.links(changed)
      security.feed.touch()
    },
    told(connection, message) {
      const { transfers, charging, reservations, reports, commands, configuration } = requests()
      presence.told(connection.station, message)
      transfers.told(connection.station, message, clock.now())
      charging.told(connection.station, message)
      reservations.told(connection.station, message)
      stationTariffs.answered(connection.station)
      reports.told(connection.station, message)
      if (message.kind === 'customer-report') commands.followedUp(connection.station, message)
      if (message.kind === 'report') configuration.reported(connection, message)
    },
    stations(changed) {
      presenter.stations(changed)
      people.lists.feed.touch(changed)
    },
    settled(connection, bootSeen) {
      security.desk.ready(connection)
      stationTariffs.settled(connection)
      presenter.stations([connection.station])
      if (bootSeen) requests().configuration.booted(connection)
      else requests().bootTriggers.ask(connection, 'unbooted')
    },
  }
}
