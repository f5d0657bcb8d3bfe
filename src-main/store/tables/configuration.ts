import type { Database } from 'better-sqlite3'
import type { ConfigurationPlan, ConfigurationSnapshot, ConfigurationTemplate } from '#contract/configuration'
import type { SettingChange } from '#contract/vocabulary'
import type { ConfigurationStore, StoredConfiguration } from '../../app/ports'

/** Earlier readings that are kept of each station. */
const SNAPSHOTS_KEPT = 20

interface PlanDbRow {
  template: number | null
  settings: string
  is_reapplied: number
}

type TemplateDbRow = Omit<ConfigurationTemplate, 'settings'> & { settings: string }

/** What stations are set to. All JSON here is written by this file alone. */
export function configurationTables(database: Database): ConfigurationStore {
  const current = database.prepare<[string], { readAt: number | null; settings: string; gaps: string }>(/* sql */ `
    select read_at as readAt, settings, gaps from configuration where station = ?
  `)
  const saveCurrent = database.prepare<unknown[]>(/* sql */ `
    insert into configuration (station, read_at, settings, gaps) values (?, ?, ?, ?)
    on conflict (station) do update set read_at = excluded.read_at, settings = excluded.settings, gaps = excluded.gaps
  `)
  const lastSnapshot = database.prepare<[string], { id: number; settings: string }>(/* sql */ `
    select id, settings from configuration_snapshot where station = ? order by id desc limit 1
  `)
  const renewSnapshot = database.prepare<unknown[]>(/* sql */ `update configuration_snapshot set at = ? where id = ?`)
  const addSnapshot = database.prepare<unknown[]>(/* sql */ `
    insert into configuration_snapshot (station, at, count, settings) values (?, ?, ?, ?)
  `)
  const dropSnapshots = database.prepare<unknown[]>(/* sql */ `
    delete from configuration_snapshot where station = @station and id not in (
      select id from configuration_snapshot where station = @station order by id desc limit ${SNAPSHOTS_KEPT}
    )
  `)
  const snapshots = database.prepare<[string], ConfigurationSnapshot>(/* sql */ `
    select id as snapshot, at, count from configuration_snapshot where station = ? order by id desc
  `)
  const snapshot = database.prepare<[number], { settings: string }>(/* sql */ `
    select settings from configuration_snapshot where id = ?
  `)
  const templates = database.prepare<[], TemplateDbRow>(/* sql */ `
    select template, name, settings from configuration_template order by name
  `)
  const addTemplate = database.prepare<unknown[], { template: number }>(/* sql */ `
    insert into configuration_template (name, settings) values (?, ?) returning template
  `)
  const removeTemplate = database.prepare<[number]>(/* sql */ `delete from configuration_template where template = ?`)
  const unfollow = database.prepare<[number]>(/* sql */ `update configuration_plan set template = null where template = ?`)
  const plan = database.prepare<[string], PlanDbRow>(/* sql */ `
    select template, settings, is_reapplied from configuration_plan where station = ?
  `)
  const savePlan = database.prepare<unknown[]>(/* sql */ `
    insert into configuration_plan (station, template, settings, is_reapplied) values (?, ?, ?, ?)
    on conflict (station) do update set
      template = excluded.template, settings = excluded.settings, is_reapplied = excluded.is_reapplied
  `)
  const followers = database.prepare<[number], { station: string }>(/* sql */ `
    select station from configuration_plan where template = ?
  `)

  /** A reading that found nothing new is the last one again, at a later time. */
  const takeSnapshot = (station: string, at: number, settings: readonly { name: string; value: string | null }[]) => {
    const pairs = JSON.stringify(settings.map(({ name, value }) => [name, value]))
    const last = lastSnapshot.get(station)
    if (last?.settings === pairs) return void renewSnapshot.run(at, last.id)
    addSnapshot.run(station, at, settings.length, pairs)
    dropSnapshots.run({ station })
  }

  return {
    current(station): StoredConfiguration {
      const row = current.get(station)
      if (!row) return { readAt: null, settings: [], gaps: [] }
      return {
        readAt: row.readAt,
        settings: JSON.parse(row.settings) as StoredConfiguration['settings'],
        gaps: JSON.parse(row.gaps) as string[],
      }
    },
    save: database.transaction((station: string, { readAt, settings, gaps }: StoredConfiguration, isReading: boolean) => {
      saveCurrent.run(station, readAt, JSON.stringify(settings), JSON.stringify(gaps))
      if (isReading && readAt !== null) takeSnapshot(station, readAt, settings)
    }),
    snapshots: (station) => snapshots.all(station),
    snapshot(id) {
      const row = snapshot.get(id)
      return row ? (JSON.parse(row.settings) as [string, string | null][]).map(([name, value]) => ({ name, value })) : null
    },
    templates: () => templates.all().map((row) => ({ ...row, settings: JSON.parse(row.settings) as SettingChange[] })),
    addTemplate(name, settings) {
      const template = addTemplate.get(name, JSON.stringify(settings))?.template ?? 0
      return { template, name, settings }
    },
    removeTemplate: database.transaction((template: number) => {
      unfollow.run(template)
      removeTemplate.run(template)
    }),
    plan(station): ConfigurationPlan {
      const row = plan.get(station)
      if (!row) return { template: null, settings: [], isReapplied: false }
      return {
        template: row.template,
        settings: JSON.parse(row.settings) as SettingChange[],
        isReapplied: row.is_reapplied === 1,
      }
    },
    savePlan(station, { template, settings, isReapplied }) {
      savePlan.run(station, template, JSON.stringify(settings), Number(isReapplied))
    },
    followers: (template) => followers.all(template).map(({ station }) => station),
  }
}
