import type { ConfigurationPlan, SettingDifference, SettingRow } from '#contract/configuration'
import type { SettingChange } from '#contract/vocabulary'
import { isSecret } from '../../domain/configuration/change-outcome'
import { driftOf } from '../../domain/configuration/differences'
import { settingKey } from '../../domain/configuration/setting-value'
import type { Station } from '../../domain/station'
import type { ReportedSetting } from '../../domain/station-message'
import type { CentralSystem } from '../central-system'
import type { Clock, Store, StoredConfiguration, StoredSetting } from '../ports'
import type { WorkingSet } from '../working-set'
import type { Reading } from './reading'

/** Configurations kept in memory: those that windows look at. */
const MOST_CACHED = 50

export interface CurrentSettings {
  of(station: string): StoredConfiguration
  rows(station: string): SettingRow[]
  valueOf(station: string, name: string): string | null | undefined
  plan(station: string): ConfigurationPlan
  desired(station: string): SettingChange[]
  drift(station: string): SettingDifference[]
  /** A reading of all; with gaps, what it did not get stays as it was. */
  take(station: string, reading: Reading, heartbeatName: string): void
  /** Some that were read or changed. `changed` are the keys of those that were set from here; true: with a reboot. */
  merge(station: string, settings: readonly ReportedSetting[], heartbeatName: string, changed?: ReadonlyMap<string, boolean>): void
  savePlan(station: string, plan: ConfigurationPlan): void
  /** After a template changed. */
  reconsider(station: string): void
}

export function createCurrentSettings(parts: {
  clock: Clock
  store: Store['configuration']
  set: WorkingSet
  central: Pick<CentralSystem, 'change'>
  changed: (station: string) => void
}): CurrentSettings {
  const { clock, store, set, central } = parts
  const cache = new Map<string, StoredConfiguration>()

  function of(station: string): StoredConfiguration {
    const known = cache.get(station) ?? store.current(station)
    cache.delete(station)
    cache.set(station, known)
    const [oldest] = cache.keys()
    if (cache.size > MOST_CACHED && oldest !== undefined) cache.delete(oldest)
    return known
  }

  function save(station: string, configuration: StoredConfiguration, isReading: boolean): void {
    store.save(station, configuration, isReading)
    cache.set(station, configuration)
  }

  function desired(station: string): SettingChange[] {
    const { template, settings } = store.plan(station)
    const ofTemplate = template === null ? [] : (store.templates().find((known) => known.template === template)?.settings ?? [])
    return [...new Map([...ofTemplate, ...settings].map((setting) => [settingKey(setting.name), setting])).values()]
  }

  function drift(station: string): SettingDifference[] {
    const wanted = desired(station)
    if (wanted.length === 0) return []
    return driftOf(wanted, of(station).settings.filter(({ name, access }) => access !== 'write-only' && !isSecret(name)))
  }

  /** Facts of the station that follow from its settings, stored only where they changed. */
  function conclude(identity: string, heartbeatName: string | null, changes: Partial<Station> = {}): void {
    const station = set.find(identity)?.station
    if (!station) return
    const interval = heartbeatName === null ? NaN : Number(valueOf(identity, heartbeatName) ?? NaN)
    const next: Partial<Station> = {
      ...changes,
      drift: drift(identity).length,
      // Zero means that it was never set (quirk B06).
      ...(Number.isFinite(interval) && interval > 0 ? { heartbeatIntervalS: interval } : {}),
    }
    const isNews = (Object.keys(next) as (keyof Station)[]).some((key) => next[key] !== station[key])
    if (isNews) central.change({ ...station, ...next })
    parts.changed(identity)
  }

  const valueOf = (station: string, name: string) =>
    of(station).settings.find((setting) => settingKey(setting.name) === settingKey(name))?.value

  function stored(setting: ReportedSetting, known: StoredSetting | undefined): StoredSetting {
    return {
      ...setting,
      // A value that is read by its name comes without what a report says of its kind.
      access: setting.access ?? known?.access ?? null,
      type: setting.type ?? known?.type ?? null,
      allowed: setting.allowed.length > 0 ? setting.allowed : (known?.allowed ?? []),
      minimum: setting.minimum ?? known?.minimum ?? null,
      maximum: setting.maximum ?? known?.maximum ?? null,
      unit: setting.unit ?? known?.unit ?? null,
      readAt: clock.now(),
      changedAt: known?.changedAt ?? null,
      isRebootNeeded: known?.isRebootNeeded ?? false,
    }
  }

  return {
    of,
    valueOf,
    desired,
    drift,
    plan: store.plan,
    rows(station) {
      const wanted = new Map(desired(station).map((setting) => [settingKey(setting.name), setting.value]))
      const pendingSince = set.find(station)?.station.rebootPendingSince ?? null
      return of(station).settings.map((setting) => ({
        ...setting,
        isRebootNeeded: setting.isRebootNeeded && pendingSince !== null && (setting.changedAt ?? 0) >= pendingSince,
        desired: wanted.get(settingKey(setting.name)) ?? null,
      }))
    },
    take(station, reading, heartbeatName) {
      const before = new Map(of(station).settings.map((setting) => [settingKey(setting.name), setting]))
      const read = reading.settings.map((setting) => stored(setting, before.get(settingKey(setting.name))))
      const names = new Set(read.map(({ name }) => settingKey(name)))
      const kept = reading.gaps.length > 0 ? [...before].flatMap(([key, setting]) => (names.has(key) ? [] : [setting])) : []
      save(station, { readAt: clock.now(), settings: [...read, ...kept], gaps: reading.gaps }, true)
      conclude(station, heartbeatName)
    },
    merge(station, settings, heartbeatName, changed = new Map()) {
      const current = of(station)
      const fresh = new Map(settings.map((setting) => [settingKey(setting.name), setting]))
      const known = new Set(current.settings.map(({ name }) => settingKey(name)))
      const merged = [
        ...current.settings.map((setting) => {
          const news = fresh.get(settingKey(setting.name))
          // The spelling of the first reading stays.
          return news ? { ...stored(news, setting), name: setting.name } : setting
        }),
        ...settings.filter(({ name }) => !known.has(settingKey(name))).map((setting) => stored(setting, undefined)),
      ].map((setting) => {
        const isRebootNeeded = changed.get(settingKey(setting.name))
        return isRebootNeeded === undefined ? setting : { ...setting, changedAt: clock.now(), isRebootNeeded }
      })
      save(station, { ...current, settings: merged }, false)
      const pendingSince = set.find(station)?.station.rebootPendingSince ?? null
      const waits = [...changed.values()].includes(true) ? { rebootPendingSince: pendingSince ?? clock.now() } : {}
      conclude(station, heartbeatName, waits)
    },
    savePlan(station, plan) {
      store.savePlan(station, plan)
      conclude(station, null)
    },
    reconsider: (station) => conclude(station, null),
  }
}
