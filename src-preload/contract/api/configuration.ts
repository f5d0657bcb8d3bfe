import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { ConfigurationSnapshot, ConfigurationStatus, ConfigurationTemplate, MoreReadings, ReadingResult, SettingDifference, SettingResult, SettingRow } from '../configuration'
import { identitySchema, settingSchema } from '../vocabulary'
import { administers, operates, reads, nameSchema, stationInput } from './inputs'

export const configuration = {
  watch: reads('GET /stations/{station}/configuration')
    .input(stationInput)
    .output(eventIterator(type<ConfigurationStatus>())),
  /** Its settings as they were told last, in the station's order. */
  settings: reads('GET /stations/{station}/configuration/settings').input(stationInput).output(type<SettingRow[]>()),
  /** Asks the station for all of it; a second one joins the first. */
  read: operates('POST /stations/{station}/configuration/read').input(stationInput).output(type<ReadingResult>()),
  cancel: operates('POST /stations/{station}/configuration/cancel').input(stationInput).output(type<void>()),
  /** Sets and reads back. A refusal is an answer. */
  change: operates('PUT /stations/{station}/configuration/settings')
    .input(z.object({ station: identitySchema, settings: z.array(settingSchema).min(1).max(500) }))
    .output(type<SettingResult[]>()),
  /** Has all measured during sessions that is needed, as far as the station can (quirk M22). */
  askForReadings: operates('POST /stations/{station}/configuration/readings').input(stationInput).output(type<MoreReadings>()),
  snapshots: reads('GET /stations/{station}/configuration/snapshots')
    .input(stationInput)
    .output(type<ConfigurationSnapshot[]>()),
  compare: reads('POST /stations/{station}/configuration/compare')
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
  setPlan: administers('PUT /stations/{station}/configuration/plan')
    .input(
      z.object({
        station: identitySchema,
        template: z.int().positive().nullable(),
        settings: z.array(settingSchema).max(2_000),
        isReapplied: z.boolean(),
      }),
    )
    .output(type<void>()),
  templates: reads('GET /configuration-templates').output(type<ConfigurationTemplate[]>()),
  saveTemplate: administers('POST /configuration-templates')
    .input(z.object({ name: nameSchema, settings: z.array(settingSchema).min(1).max(2_000) }))
    .output(type<ConfigurationTemplate>()),
  /** Stations that followed it keep their own settings. */
  removeTemplate: administers('DELETE /configuration-templates/{template}')
    .input(z.object({ template: z.int().positive() }))
    .output(type<void>()),
}
