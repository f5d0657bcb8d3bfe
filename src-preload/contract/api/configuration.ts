import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { ConfigurationSnapshot, ConfigurationStatus, ConfigurationTemplate, ReadingResult, SettingDifference, SettingResult, SettingRow } from '../configuration'
import { identitySchema, settingSchema } from '../vocabulary'
import { base, nameSchema, stationInput } from './inputs'

export const configuration = {
  watch: base.input(stationInput).output(eventIterator(type<ConfigurationStatus>())),
  /** Its settings as they were told last, in the station's order. */
  settings: base.input(stationInput).output(type<SettingRow[]>()),
  /** Asks the station for all of it; a second one joins the first. */
  read: base.input(stationInput).output(type<ReadingResult>()),
  cancel: base.input(stationInput).output(type<void>()),
  /** Sets and reads back. A refusal is an answer. */
  change: base
    .input(z.object({ station: identitySchema, settings: z.array(settingSchema).min(1).max(500) }))
    .output(type<SettingResult[]>()),
  snapshots: base.input(stationInput).output(type<ConfigurationSnapshot[]>()),
  compare: base
    .input(
      z.object({
        station: identitySchema,
        with: z.union([
          z.object({ station: identitySchema }),
          z.object({ snapshot: z.int().positive() }),
          z.object({ template: z.int().positive() }),
        ]),
      }),
    )
    .output(type<SettingDifference[]>()),
  setPlan: base
    .input(
      z.object({
        station: identitySchema,
        template: z.int().positive().nullable(),
        settings: z.array(settingSchema).max(2_000),
        isReapplied: z.boolean(),
      }),
    )
    .output(type<void>()),
  templates: base.output(type<ConfigurationTemplate[]>()),
  saveTemplate: base
    .input(z.object({ name: nameSchema, settings: z.array(settingSchema).min(1).max(2_000) }))
    .output(type<ConfigurationTemplate>()),
  /** Stations that followed it keep their own settings. */
  removeTemplate: base.input(z.object({ template: z.int().positive() })).output(type<void>()),
}
