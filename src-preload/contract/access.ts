import { z } from 'zod'
import type { EpochMs } from './read-models'

/** What a token may do: look; also act on stations and sessions; also change how the console is set up. */
export const accessLevels = ['read', 'operate', 'administer'] as const
export type AccessLevel = (typeof accessLevels)[number]

/** A token of a higher level may do all that one of a lower level may. */
export const isLevelEnough = (level: AccessLevel, needed: AccessLevel): boolean =>
  accessLevels.indexOf(level) >= accessLevels.indexOf(needed)

/** Shown in the history of commands: short, and nothing that could be taken for something else. */
export const tokenNameSchema = z.string().trim().min(1).max(40).regex(/^[\p{L}\p{N} ._-]+$/u, 'letters, digits, blanks, . _ -')

/** A token for scripts. The secret itself is shown once and kept nowhere. */
export interface ApiToken {
  id: number
  name: string
  level: AccessLevel
  createdAt: EpochMs
  expiresAt: EpochMs | null
  lastUsedAt: EpochMs | null
}

export interface NewApiToken {
  token: ApiToken
  /** To be shown once. */
  secret: string
}

/** Where scripts come in. */
export interface RestState {
  isOn: boolean
  /** Null: it is off, or the port cannot be opened. */
  url: string | null
  /** The port that is or would be used; null where it is the one of the windows. */
  port: number | null
  canChange: boolean
}
