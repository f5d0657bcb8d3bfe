import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { KeyedEvent } from '../read-models'
import { chunkSchema, fileNameSchema, mostFirmwareBytes, stationsSchema, uploadRecipeSchema, type ArchiveListing, type ArchiveMatch, type EntryText, type FirmwareFile, type StationRecipe, type TransferRow } from '../transfers'
import { identitySchema } from '../vocabulary'
import { administers, operates, reads, stationInput } from './inputs'

const transferInput = z.object({ transfer: z.int().positive() })
const receivedInput = transferInput.extend({ file: fileNameSchema })

export const transfers = {
  /** Jobs that run and ran, the newest first. */
  watch: reads('GET /transfers').output(eventIterator(type<KeyedEvent<TransferRow>>())),
  /** Ask for logs; one job for each station, which ends by itself. Returns their numbers. */
  startDiagnostics: operates('POST /transfers/diagnostics')
    .input(
      z.object({
        stations: stationsSchema,
        kind: z.enum(['diagnostics', 'security-log']),
        from: z.int().nullable(),
        to: z.int().nullable(),
        timeoutMinutes: z.int().min(1).max(24 * 60),
        /** Null: what the station is known to need. */
        recipe: uploadRecipeSchema.nullable(),
      }),
    )
    .output(type<number[]>()),
  startFirmware: operates('POST /transfers/firmware')
    .input(
      z.object({
        stations: stationsSchema,
        firmware: z.int().positive(),
        retrieveAt: z.int().nullable(),
        timeoutMinutes: z.int().min(1).max(7 * 24 * 60),
        /** PEM certificate and base64 signature, for stations that check them. */
        signed: z.object({ certificate: z.string().min(1).max(5500), signature: z.string().min(1).max(800) }).nullable(),
      }),
    )
    .output(type<number[]>()),
  cancel: operates('POST /transfers/{transfer}/cancel').input(transferInput).output(type<void>()),
  /** Deletes it with what was received. */
  remove: operates('DELETE /transfers/{transfer}').input(transferInput).output(type<void>()),
  recipe: reads('GET /stations/{station}/upload-recipe').input(stationInput).output(type<StationRecipe>()),
  /** Null: learn it again. */
  setRecipe: operates('PUT /stations/{station}/upload-recipe')
    .input(z.object({ station: identitySchema, recipe: uploadRecipeSchema.nullable() }))
    .output(type<StationRecipe>()),
  /** What a received archive holds; a file that is none is its own only entry. */
  entries: reads('GET /transfers/{transfer}/files/{file}').input(receivedInput).output(type<ArchiveListing>()),
  text: reads('GET /transfers/{transfer}/files/{file}/text')
    .input(receivedInput.extend({ entry: z.string().max(1000) }))
    .output(type<EntryText>()),
  search: reads('GET /transfers/{transfer}/files/{file}/search')
    .input(receivedInput.extend({ words: z.string().min(1).max(200) }))
    .output(type<ArchiveMatch[]>()),
  /** The next bytes of a received file, as base64; empty at its end. */
  chunk: reads('GET /transfers/{transfer}/files/{file}/chunk')
    .input(receivedInput.extend({ offset: z.int().min(0) }))
    .output(type<string>()),
}

export const firmware = {
  list: reads('GET /firmware').output(type<FirmwareFile[]>()),
  /** Returns the number under which its bytes are to be put. */
  begin: administers('POST /firmware')
    .input(z.object({ name: fileNameSchema, bytes: z.int().min(1).max(mostFirmwareBytes) }))
    .output(type<number>()),
  /** In order, without gaps. */
  append: administers('PATCH /firmware/{firmware}')
    .input(z.object({ firmware: z.int().positive(), offset: z.int().min(0), data: chunkSchema }))
    .output(type<void>()),
  finish: administers('POST /firmware/{firmware}/finish')
    .input(z.object({ firmware: z.int().positive() }))
    .output(type<FirmwareFile>()),
  remove: administers('DELETE /firmware/{firmware}')
    .input(z.object({ firmware: z.int().positive() }))
    .output(type<void>()),
}
