import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { accessLevels, tokenNameSchema, type ApiToken, type NewApiToken, type RestState } from '../access'
import type { KeyedEvent } from '../read-models'
import { administers, instantSchema, reads } from './inputs'

export const access = {
  /** The tokens of scripts, without their secrets. */
  watchTokens: reads('GET /access/tokens').output(eventIterator(type<KeyedEvent<ApiToken>>())),
  /** The secret is in this answer and nowhere else. */
  makeToken: administers('POST /access/tokens')
    .input(z.object({ name: tokenNameSchema, level: z.enum(accessLevels), expiresAt: instantSchema.default(null) }))
    .output(type<NewApiToken>()),
  /** What the token follows ends at once. */
  revokeToken: administers('DELETE /access/tokens/{id}')
    .input(z.object({ id: z.int().positive() }))
    .output(type<void>()),
  /** Where scripts reach this console. */
  rest: reads('GET /access/rest').output(type<RestState>()),
  /** Serves scripts on this computer, or no longer; only the desktop app has the choice. */
  setRest: administers('PUT /access/rest')
    .input(z.object({ isOn: z.boolean() }))
    .output(type<RestState>()),
  /** How many browsers are signed in. */
  browsers: reads('GET /access/browsers').output(type<number>()),
  /** Every browser has to be signed in again, with a new address. */
  signOutBrowsers: administers('DELETE /access/browsers').output(type<void>()),
}
