import type { Database } from 'better-sqlite3'
import type { FirmwareFile, StationRecipe, TransferRow } from '#contract/transfers'

interface FirmwareDbRow {
  id: number
  name: string
  bytes: number
  sha256: string
  added_at: number
}

export function transferTables(database: Database) {
  const save = database.prepare<unknown[]>(/* sql */ `
    insert into transfer (id, station, ended_at, record) values (?, ?, ?, ?)
    on conflict (id) do update set ended_at = excluded.ended_at, record = excluded.record
  `)
  const all = database.prepare<[], { record: string }>(/* sql */ `select record from transfer order by id`)
  const remove = database.prepare<[number]>(/* sql */ `delete from transfer where id = ?`)
  const recipes = database.prepare<[], { station: string; recipe: string }>(/* sql */ `select * from upload_recipe`)
  const saveRecipe = database.prepare<[string, string]>(/* sql */ `
    insert into upload_recipe (station, recipe) values (?, ?) on conflict (station) do update set recipe = excluded.recipe
  `)
  const forgetRecipe = database.prepare<[string]>(/* sql */ `delete from upload_recipe where station = ?`)
  const firmware = database.prepare<[], FirmwareDbRow>(/* sql */ `select * from firmware order by id`)
  const addFirmware = database.prepare<unknown[]>(/* sql */ `
    insert into firmware (id, name, bytes, sha256, added_at) values (?, ?, ?, ?, ?)
  `)
  const removeFirmware = database.prepare<[number]>(/* sql */ `delete from firmware where id = ?`)

  return {
    // Only `save` fills the columns that are parsed here.
    all: () => all.all().map(({ record }) => JSON.parse(record) as TransferRow),
    save: (row: TransferRow) => void save.run(row.transfer, row.station, row.endedAt, JSON.stringify(row)),
    remove: (transfer: number) => void remove.run(transfer),
    recipes: () => new Map(recipes.all().map(({ station, recipe }) => [station, JSON.parse(recipe) as StationRecipe])),
    saveRecipe(station: string, recipe: StationRecipe | null) {
      if (recipe) saveRecipe.run(station, JSON.stringify(recipe))
      else forgetRecipe.run(station)
    },
    firmware: (): FirmwareFile[] =>
      firmware.all().map(({ id, name, bytes, sha256, added_at }) => ({ firmware: id, name, bytes, sha256, addedAt: added_at })),
    addFirmware: (file: FirmwareFile) =>
      void addFirmware.run(file.firmware, file.name, file.bytes, file.sha256, file.addedAt),
    removeFirmware: (id: number) => void removeFirmware.run(id),
  }
}
