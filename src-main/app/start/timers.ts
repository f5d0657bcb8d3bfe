import type { Alerts } from '../alerts/alerts'
import type { CentralSystem } from '../central-system'
import { passTime } from '../passing-time'
import type { Clock, Log } from '../ports'
import type { Presenter } from '../presenter'
import type { Security } from '../security/security'
import type { startAccess } from './access'
import type { startFigures } from './figures'
import type { Ground } from './ground'
import type { startPeople } from './people'
import type { startPrices } from './prices'
import type { startRequests } from './requests'

const TICK_MS = 2_000
const CLEAN_MS = 60_000
const BACKUP_MS = 600_000
const LIST_CHECK_MS = 10_000
const SAVE_SEEN_MS = 60_000

/** What happens by time alone. Returns what stops it. */
export function startTimers(parts: Ground & {
  central: CentralSystem
  presenter: Presenter
  alerts: Alerts
  people: ReturnType<typeof startPeople>
  prices: ReturnType<typeof startPrices>
  figures: ReturnType<typeof startFigures>
  requests: ReturnType<typeof startRequests>
  access: ReturnType<typeof startAccess>
  security: Security
}): () => void {
  const { clock, log, store, set, connections, central, presenter, security } = parts
  const { remoteStarts, transfers, reservations } = parts.requests

  function tick(): void {
    passTime({ clock, set, central })
    parts.figures.presence.tick()
    parts.figures.rollUps.tick()
    parts.figures.warmUp.tick()
    remoteStarts.tick()
    presenter.tick()
    transfers.tick()
    reservations.tick()
    security.tick()
    presenter.certificate(security.serverExpiresAt())
  }

  function clean(): void {
    store.clean(clock.now(), set.settings)
    parts.prices.pricing.catchUp()
    transfers.clean()
    parts.access.apiTokens.clean()
    parts.access.browsers.clean()
  }

  function backUp(): void {
    store.backUp(clock.now()).catch((error: unknown) => log.error('no backup was made', { error: String(error) }))
  }

  function saveSeen(): void {
    const connected = new Set(connections.all().map(({ station }) => station))
    const lastSeen = [...connected].flatMap((station) => {
      const entry = set.find(station)
      const at = entry?.lastSeenAt
      return at ? [{ station, at, messageAt: entry.lastMessageAt, protocol: null, remoteAddress: null }] : []
    })
    central.note({ lastSeen })
  }

  const stops = [
    every(TICK_MS, tick, parts),
    every(parts.alerts.lookMs, parts.alerts.tick, parts),
    every(LIST_CHECK_MS, parts.people.lists.keepUp, parts),
    every(LIST_CHECK_MS, parts.prices.stationTariffs.keepUp, parts),
    every(CLEAN_MS, clean, parts),
    every(BACKUP_MS, backUp, parts),
    every(SAVE_SEEN_MS, saveSeen, parts),
  ]
  return () => stops.forEach((stop) => stop())
}

/** A timer is one of the edges where a bug ends: it is logged, and the next turn comes all the same. */
function every(ms: number, run: () => void, { clock, log }: { clock: Clock; log: Log }): () => void {
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
