import type {
  ComparedWith,
  ConfigurationPlan,
  ConfigurationSnapshot,
  ConfigurationStatus,
  ConfigurationTemplate,
  MoreReadings,
  ReadingResult,
  SettingDifference,
  SettingResult,
  SettingRow,
} from '#contract/configuration'
import type { SettingChange } from '#contract/vocabulary'
import { factOf, withFact } from '../../domain/compatibility'
import { differencesOf } from '../../domain/configuration/differences'
import { isSameValue, settingKey } from '../../domain/configuration/setting-value'
import type { NeutralCall, StationMessage } from '../../domain/station-message'
import type { StationConnection } from '../../ocpp/station-host'
import type { CentralSystem } from '../central-system'
import type { Commands, Sender } from '../commands'
import type { Connections } from '../connections'
import { FaultError } from '../fault-error'
import { createStationFeed } from '../feeds/station-feed'
import { type OwnAccord, SwitchedOffError } from '../own-accord'
import type { Clock, Log, Store } from '../ports'
import { capabilitiesOf } from '../views/station-view'
import type { StationEntry, WorkingSet } from '../working-set'
import { changeSettings } from './change-settings'
import { createCurrentSettings } from './current-settings'
import { askForMoreReadings } from './more-readings'
import { limitOf, readAll, type Reading, ReadingLost, readNamed } from './reading'
import { createReports } from './reports'

/** No message of our own before the link held this long after a boot (quirk C17). */
const STABLE_MS = 30_000

/** What stations are set to: read, changed, compared, kept as it shall be. Throws FaultError. */
export interface Configuration {
  watch(station: string, signal: AbortSignal | undefined): AsyncGenerator<ConfigurationStatus, void>
  settings(station: string): SettingRow[]
  read(station: string, by: Sender): Promise<ReadingResult>
  cancel(station: string): void
  change(station: string, settings: readonly SettingChange[], by: Sender): Promise<SettingResult[]>
  /** Has it measure all that a session needs, as far as it can (quirk M22). */
  askForReadings(station: string, by: Sender): Promise<MoreReadings>
  snapshots(station: string): ConfigurationSnapshot[]
  compare(station: string, other: ComparedWith): SettingDifference[]
  setPlan(station: string, plan: ConfigurationPlan): void
  templates(): ConfigurationTemplate[]
  saveTemplate(name: string, settings: SettingChange[]): ConfigurationTemplate
  removeTemplate(template: number): void
  reported(connection: StationConnection, part: Extract<StationMessage, { kind: 'report' }>): void
  /** A boot was accepted: what it may have forgotten is looked after once the link is stable (quirks B06, K05). */
  booted(connection: StationConnection): void
}

interface RunningReading {
  result: Promise<ReadingResult>
  progress: { received: number; total: number | null }
  stop: AbortController
}

export function createConfiguration(parts: {
  clock: Clock
  log: Log
  store: Store['configuration']
  set: WorkingSet
  connections: Connections
  central: Pick<CentralSystem, 'change' | 'note'>
  commands: Pick<Commands, 'ask'>
  ownAccord: OwnAccord
}): Configuration {
  const { clock, log, store, set, connections, central, commands, ownAccord } = parts
  const versions = new Map<string, number>()
  // What it waits for may come and go without a word here: the link, the settle time.
  const feed = createStationFeed({ clock, read: statusOf, refreshMs: STATUS_REFRESH_MS })
  const readings = new Map<string, RunningReading>()
  const waiting = new Map<string, () => void>()
  /** The firmware that was asked for more readings of our own accord. */
  const askedForReadings = new Map<string, string>()
  let nextReport = Math.floor(clock.now() / 1000) % 1_000_000_000

  const changed = (station: string) => {
    versions.set(station, (versions.get(station) ?? 0) + 1)
    feed.touch(station)
  }
  const current = createCurrentSettings({ clock, store, set, central, changed })
  const reports = createReports({
    clock,
    late: (station, reading) => {
      const heartbeat = connections.live(station)?.settingHabits.heartbeatInterval
      if (heartbeat !== undefined) current.take(station, reading, heartbeat)
    },
  })

  function entryOf(station: string): StationEntry {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry
  }

  function obstacleOf(entry: StationEntry): ConfigurationStatus['obstacle'] {
    const { station } = entry.station
    const capabilities = capabilitiesOf(entry, connections.link(station), connections.isSettled(station))
    return capabilities.find(({ request }) => request === 'raw')?.obstacle ?? null
  }

  function connectionOf(identity: string): StationConnection {
    const entry = entryOf(identity)
    const { station } = entry.station
    const connection = connections.live(station)
    if (!connection || obstacleOf(entry) !== null) throw new FaultError('STATION_OFFLINE', { station })
    return connection
  }

  const asking = (connection: StationConnection, by: Sender) => (call: NeutralCall) => commands.ask(connection, call, by)

  async function reportOf(connection: StationConnection, by: Sender, run: RunningReading): Promise<Reading | null> {
    const requestId = nextReport++
    const expected = reports.expect(connection.station, requestId, (received) => {
      run.progress = { received, total: null }
      feed.touch(connection.station)
    })
    const { reply, failure } = await asking(connection, by)({ kind: 'report-settings', requestId })
    if (!reply?.accepted) {
      expected.abandon()
      if (failure?.code === 'connection-lost') throw new ReadingLost()
      return null
    }
    const reading = await expected.whole(run.stop.signal)
    return reading.settings.length > 0 ? reading : null
  }

  async function runReading(connection: StationConnection, by: Sender, run: RunningReading): Promise<ReadingResult> {
    const { station } = connection
    try {
      const reading = await readAll({
        connection,
        ask: asking(connection, by),
        report: () => reportOf(connection, by, run),
        known: current.of(station).settings.map(({ name }) => name),
        mostAtOnce: mostAtOnceOf(station),
        progress(received, total) {
          run.progress = { received, total }
          feed.touch(station)
        },
        signal: run.stop.signal,
      })
      if (reading.settings.length === 0) return { outcome: 'refused', count: 0, gaps: reading.gaps }
      learn(station, reading.mostAtOnce)
      current.take(station, reading, connection.settingHabits.heartbeatInterval)
      const outcome = reading.gaps.length > 0 ? 'incomplete' : 'read'
      return { outcome, count: reading.settings.length, gaps: reading.gaps }
    } catch (error) {
      if (run.stop.signal.aborted) return { outcome: 'cancelled', count: 0, gaps: [] }
      if (error instanceof ReadingLost) return { outcome: 'connection-lost', count: 0, gaps: [] }
      throw error
    }
  }

  /** How it reads is remembered, and shown as a finding (quirk K01). */
  function learn(identity: string, mostAtOnce: number | null): void {
    const before = mostAtOnceOf(identity)
    if ((before === null) === (mostAtOnce === null)) return
    const { station } = entryOf(identity)
    central.change(withFact(station, { field: 'getConfigurationMode', value: mostAtOnce ?? 'all', isProposal: false }, clock.now()))
    if (mostAtOnce !== null) find(identity, 'K01', `does not list all settings at once, but ${mostAtOnce} by name`)
  }

  function mostAtOnceOf(identity: string): number | null {
    const mode = factOf(entryOf(identity).station, 'getConfigurationMode')
    return mode === 'all' ? null : mode
  }

  function find(station: string, code: string, detail: string): void {
    central.note({ findings: [{ station, code, detail, at: clock.now(), count: 1 }] })
  }

  async function change(connection: StationConnection, settings: readonly SettingChange[], by: Sender) {
    const { station } = connection
    const { results, settings: told, changed: taken } = await changeSettings({
      connection,
      ask: asking(connection, by),
      valueOf: (name) => current.valueOf(station, name),
      settings,
    })
    for (const { name, outcome, word, value } of results) {
      if (outcome === 'unchanged' || outcome === 'applied-although-refused') {
        find(station, 'K03', `${name}: ${word ?? ''}, then ${value ?? 'no value'}`)
      }
    }
    // Of what Plugboard sets by itself only the need of a reboot is worth a mark: changed here means by a person.
    const marked = typeof by === 'object' ? new Map([...taken].filter(([, isRebootNeeded]) => isRebootNeeded)) : taken
    current.merge(station, told, connection.settingHabits.heartbeatInterval, marked)
    return results
  }

  async function moreReadings(connection: StationConnection, by: Sender): Promise<MoreReadings> {
    const { station, settingHabits: habits } = connection
    const read = await readNamed(
      { ask: asking(connection, by), progress: () => undefined, signal: new AbortController().signal },
      { names: [habits.sampledData], size: 1 },
    )
    current.merge(station, read.settings, habits.heartbeatInterval)
    const result = await askForMoreReadings({
      told: read.settings[0]?.value ?? null,
      change: async (value) => (await change(connection, [{ name: habits.sampledData, value }], by))[0],
    })
    if (result.missing.length > 0) find(station, 'M22', `without ${result.missing.join(', ')}: ${result.value ?? 'no list'}`.slice(0, 300))
    return result
  }

  /** Once for a firmware: one that cannot will not learn it by the next boot. */
  async function askOnce(connection: StationConnection): Promise<void> {
    const { station } = connection
    const firmware = entryOf(station).station.firmware ?? ''
    if (!ownAccord.may(station, 'meter-readings') || askedForReadings.get(station) === firmware) return
    askedForReadings.set(station, firmware)
    await moreReadings(connection, { ownAccord: 'meter-readings' })
  }

  /** After a boot: the heartbeat interval in effect, and all that shall be as somebody wrote it. */
  async function keep(connection: StationConnection): Promise<void> {
    const { station } = connection
    const habits = connection.settingHabits
    const desired = ownAccord.may(station, 'desired-settings') ? current.desired(station) : []
    const isHeartbeat = ({ name }: { name: string }) => settingKey(name) === settingKey(habits.heartbeatInterval)
    // An interval that a person set at this station counts before the one for all.
    const isOwn = current.desired(station).some(isHeartbeat) || current.of(station).settings.some((known) => isHeartbeat(known) && known.changedAt !== null)
    const keepsHeartbeat = ownAccord.may(station, 'heartbeat-interval') && !isOwn
    const unasked: Sender = { ownAccord: desired.length > 0 ? 'desired-settings' : 'heartbeat-interval' }
    const names = [...(keepsHeartbeat ? [habits.heartbeatInterval] : []), ...desired.map(({ name }) => name)]
    if (names.length === 0) return
    const { settings } = await readNamed(
      { ask: asking(connection, unasked), progress: () => undefined, signal: new AbortController().signal },
      { names, size: limitOf(current.valueOf(station, habits.mostRead), habits.read) },
    )
    if (settings.length === 0) return
    current.merge(station, settings, habits.heartbeatInterval)
    const told = settings.find(isHeartbeat)
    const interval = String(set.settings.heartbeatIntervalS)
    const isOff = keepsHeartbeat && told !== undefined && !isSameValue(told.name, told.value, interval)
    const drifted = desired.length > 0 && current.plan(station).isReapplied ? current.drift(station) : []
    const changes = drifted.flatMap(({ name, there }) => (there === null ? [] : [{ name, value: there }]))
    if (drifted.length > 0) find(station, 'K05', drifted.map(({ name, here }) => `${name}: ${here ?? ''}`).join(', ').slice(0, 300))
    if (isOff) await change(connection, [{ name: habits.heartbeatInterval, value: interval }], { ownAccord: 'heartbeat-interval' })
    if (changes.length > 0) await change(connection, changes, { ownAccord: 'desired-settings' })
  }

  function statusOf(identity: string): ConfigurationStatus {
    const entry = entryOf(identity)
    const { station, rebootPendingSince } = entry.station
    const { readAt, settings, gaps } = current.of(station)
    return {
      station,
      version: versions.get(station) ?? 0,
      readAt,
      count: settings.length,
      gaps,
      progress: readings.get(station)?.progress ?? null,
      obstacle: obstacleOf(entry),
      rebootPendingSince,
      plan: current.plan(station),
      drift: current.drift(station),
    }
  }

  function settingsOf(other: ComparedWith): readonly { name: string; value: string | null }[] {
    if ('station' in other) return current.of(entryOf(other.station).station.station).settings
    if ('snapshot' in other) {
      const settings = store.snapshot(other.snapshot)
      if (!settings) throw new FaultError('SNAPSHOT_NOT_FOUND', other)
      return settings
    }
    return templateOf(other.template).settings
  }

  function templateOf(template: number): ConfigurationTemplate {
    const known = store.templates().find((one) => one.template === template)
    if (!known) throw new FaultError('TEMPLATE_NOT_FOUND', { template })
    return known
  }

  const nameOf = (identity: string) => entryOf(identity).station.station

  return {
    async *watch(identity, signal) {
      yield* feed.watch(nameOf(identity), signal)
    },
    settings: (identity) => current.rows(nameOf(identity)),
    read(identity, by) {
      const connection = connectionOf(identity)
      const { station } = connection
      const known = readings.get(station)
      if (known) return known.result
      const run = { progress: { received: 0, total: null }, stop: new AbortController() } as RunningReading
      readings.set(station, run)
      feed.touch(station)
      run.result = runReading(connection, by, run).finally(() => {
        readings.delete(station)
        feed.touch(station)
      })
      return run.result
    },
    cancel: (identity) => readings.get(nameOf(identity))?.stop.abort(),
    change: async (identity, settings, by) => change(connectionOf(identity), settings, by),
    askForReadings: async (identity, by) => moreReadings(connectionOf(identity), by),
    snapshots: (identity) => store.snapshots(nameOf(identity)),
    compare: (identity, other) => differencesOf(current.of(nameOf(identity)).settings, settingsOf(other)),
    setPlan(identity, plan) {
      if (plan.template !== null) templateOf(plan.template)
      current.savePlan(nameOf(identity), plan)
    },
    templates: () => store.templates(),
    saveTemplate(name, settings) {
      if (store.templates().some((known) => known.name === name)) throw new FaultError('NAME_TAKEN', { name })
      return store.addTemplate(name, settings)
    },
    removeTemplate(template) {
      templateOf(template)
      const followers = store.followers(template)
      store.removeTemplate(template)
      for (const station of followers) current.reconsider(station)
    },
    reported({ station }, part) {
      // Whoever asked holds a request id that nobody else knows: also of a charger that is not accepted.
      reports.part(station, part)
    },
    booted(connection) {
      const { station } = connection
      waiting.get(station)?.()
      const cancel = clock.after(STABLE_MS, () => {
        waiting.delete(station)
        if (connections.ready(station) !== connection) return
        keep(connection).then(() => askOnce(connection)).catch((error: unknown) => {
          if (error instanceof ReadingLost || error instanceof SwitchedOffError) return
          log.warn('settings could not be kept', { station, error: String(error) })
        })
      })
      waiting.set(station, cancel)
    },
  }
}

const STATUS_REFRESH_MS = 5_000
