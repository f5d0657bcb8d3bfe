import type { AlertNotice, AlertRow } from '#contract/alerts'
import type { CommandSource } from '#contract/vocabulary'
import { over } from '../../domain/alerts/ledger'
import type { LedgerChanges } from '../../domain/alerts/ledger'
import type { Session } from '../../domain/session'
import { messageOf, noticeOf, testMessage, testNotice } from '../alert-messages/compose'
import type { AlertSenders, Delivery, DiskSpace, SecretKeeper, StoredAlert } from '../alerts-ports'
import { createLogFeed } from '../feeds/log-feed'
import type { KpiStations } from '../kpi/kpi-stations'
import { type Clock, type Commit, type Log, StorageFullError, type Store } from '../ports'
import type { WorkingSet } from '../working-set'
import { createAlertBook } from './alert-book'
import { createChannelDesk } from './channel-desk'
import { dueDigests } from './digest'
import { createFailedStarts } from './failed-starts'
import { createHabits } from './habits'
import { createOutbox } from './outbox'
import { createPowerLog } from './power-log'
import { createRouting } from './routing'
import { createRuleDesk } from './rule-desk'
import { createAlertWatch, type HouseFacts } from './watch'

const LOOK_MS = 1_000
/** Of those that nothing was heard of: all of them within a few seconds, and never long at a time. */
const MOST_STATIONS = 500
const SITES_MS = 5_000
const HOUSE_MS = 60_000

export type Alerts = ReturnType<typeof createAlerts>

/** Watches by the rules, keeps what was found, and tells people of it. Nothing here runs in the turn of a message. */
export function createAlerts(parts: {
  clock: Clock
  log: Log
  store: Store
  set: WorkingSet
  senders: AlertSenders
  secrets: SecretKeeper
  newKey: () => string
  space: DiskSpace
  kpiStations: Pick<KpiStations, 'context'>
  certificates: () => HouseFacts['certificates']
  connects: (station: string) => readonly number[]
  limitAmps: (session: Session) => number | null
  price: (session: Session) => { amount: number; currency: string } | null
}) {
  const { clock, log, set } = parts
  const store = parts.store.alerts
  const timeZone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const book = createAlertBook({
    clock,
    store,
    named: ({ station, site }) => ({
      stationName: station === null ? null : (set.find(station)?.station.name ?? station),
      siteName: site === null ? null : (set.organisation.sites.get(site)?.name ?? null),
    }),
  })
  const notices = createLogFeed<AlertNotice>(clock)
  const rules = createRuleDesk({ clock, store, open: book.openOf, removed: endAll })
  const power = createPowerLog({ session: set.session, limitAmps: parts.limitAmps, now: clock.now })
  const failedStarts = createFailedStarts({ clock, log, set, stations: parts.kpiStations, reader: parts.store.kpiReader })
  const habits = createHabits({ log, reader: parts.store.reader, isKnown: (session) => set.session(session) !== null })
  const watch = createAlertWatch({
    clock, set, book, power, failedStarts, rules: rules.all, connects: parts.connects, price: parts.price,
    habits,
  })
  const outbox = createOutbox({
    clock, log, store, senders: parts.senders, secrets: parts.secrets, newKey: parts.newKey,
    channel: (channel) => channels.get(channel),
    compose: (delivery, { language }) => messageOf(rowsOf(delivery), { ...delivery, at: clock.now(), language, timeZone }),
    changed: (channel) => channels.feed.touch([channel]),
  })
  const channels = createChannelDesk({
    clock, store, senders: parts.senders, secrets: parts.secrets,
    outbox: () => outbox,
    testMessage: ({ name, language }) => testMessage(name, { key: parts.newKey(), at: clock.now(), language }),
    showTest(name) {
      notices.push([testNotice(name)])
      return notices.isWatched
    },
  })
  const routing = createRouting({ clock, set, rules, channels, outbox, timeZone })

  const dirty = new Set<string>()
  let rotation: string[] = []
  let sitesAt = 0
  let houseAt = 0
  let space: HouseFacts['space'] = null

  function rowsOf({ alerts }: Delivery): AlertRow[] {
    return alerts.flatMap((id) => {
      const alert = book.get(id) ?? store.alert(id)
      return alert ? [book.row(alert)] : []
    })
  }

  /** Those of which something came, and the next of all others: what becomes so by time alone is found in its turn. */
  function nextStations(): Set<string> {
    if (rotation.length === 0) rotation = [...set.entries()].map(({ station }) => station.station)
    const stations = new Set([...dirty].slice(0, MOST_STATIONS))
    for (const station of stations) dirty.delete(station)
    for (const station of rotation.splice(0, MOST_STATIONS)) stations.add(station)
    return stations
  }

  function look(): void {
    const now = clock.now()
    power.catchUp()
    const changes = watch.stations(nextStations())
    if (now - sitesAt >= SITES_MS) {
      sitesAt = now
      changes.push(...watch.sites())
    }
    if (now - houseAt >= HOUSE_MS) {
      houseAt = now
      changes.push(...watch.house({ certificates: parts.certificates(), space }))
      power.forgetEnded()
      habits.forgetEnded()
      measureSpace()
      void failedStarts.renew()
    }
    record(changes)
  }

  function measureSpace(): void {
    parts.space().then(
      (told) => {
        space = told
      },
      (error: unknown) => log.warn('the room on the disk could not be read', { error: String(error) }),
    )
  }

  /** What a look found, and what is to be sent of it, in one transaction. */
  function record(changes: readonly LedgerChanges[]): void {
    const opened = changes.flatMap((one) => one.opened).map((alert): StoredAlert => ({ ...alert, alert: book.newId(), deliveries: [] }))
    const ended = changes.flatMap((one) => one.ended).map(whole)
    const updated = changes.flatMap((one) => one.updated).map(whole)
    if (opened.length + ended.length + updated.length === 0) return
    const planned = new Map<number, Delivery>()
    const told = [...opened.map((alert) => routing.opened(alert, planned)), ...ended.map((alert) => routing.ended(alert, planned))]
    const alerts = [...told, ...updated]
    store.write({ alerts, deliveries: [...planned.values()], channels: [] })
    book.adopt(alerts)
    outbox.adopt([...planned.values()])
    rules.feed.touch(new Set([...opened, ...ended].map(({ rule }) => rule)))
    const shown = opened.filter(routing.isShownHere)
    if (shown.length > 0) notices.push([noticeOf(shown.map(book.row))])
  }

  const whole = (alert: { alert: number }): StoredAlert => ({ ...(alert as StoredAlert), deliveries: book.get(alert.alert)?.deliveries ?? [] })

  function endAll(rule: number): void {
    const now = clock.now()
    const ended = book.standing().filter((alert) => alert.rule === rule).map((alert) => over(alert, now))
    record([{ opened: [], updated: [], ended }])
  }

  function sendDigests(): void {
    const due = dueDigests(channels.all(), { store, outbox, hears: routing.hears, now: clock.now(), timeZone })
    if (due.length === 0) return
    store.write({ alerts: [], deliveries: due, channels: [] })
    outbox.adopt(due)
  }

  return {
    feed: book.feed,
    rules,
    channels,
    /** As they come, at first none; those of before are in the list. */
    async *watchNotices(signal: AbortSignal | undefined): AsyncGenerator<readonly AlertNotice[], void> {
      const coming = notices.subscribe(() => true, signal)
      yield []
      for await (const { entries } of coming) yield entries
    },
    lookMs: LOOK_MS,
    /** Something came of these. Costs an entry in a set: the looking is done apart from the turn of a message. */
    touch(stations: readonly string[]) {
      for (const station of stations) {
        dirty.add(station)
        failedStarts.touch(station)
      }
    },
    samples: (added: Commit['samples']) => power.came(added),
    /** @throws StorageFullError */
    acknowledge(ids: readonly number[], seen: { by: CommandSource; note: string }) {
      const alerts = book.acknowledged(ids, seen)
      store.write({ alerts, deliveries: [], channels: [] })
      book.adopt(alerts)
    },
    deliveries: (alert: number) =>
      store.deliveries((book.get(alert) ?? store.alert(alert))?.deliveries ?? []).map(({ key: _key, alerts: _alerts, day: _day, ...row }) => ({
        ...row,
        channelName: channels.get(row.channel)?.name ?? `${row.channel}`,
      })),
    tick() {
      try {
        look()
        sendDigests()
        outbox.tick()
      } catch (error) {
        // It is as true with the next tick, and the notice of the full disk stands already.
        if (!(error instanceof StorageFullError)) throw error
      }
    },
    /** What is on its way arrives first. */
    stop() {
      habits.stop()
      failedStarts.stop()
      return outbox.stop()
    },
  }
}
