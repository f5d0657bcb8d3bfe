import type { EpochMs } from './read-models'

/**
 * Everything that Plugboard sends to a station without being asked, as data. To add one: a line here, its name, occasion
 * and reason in `i18n/…/ownAccord.json`, and send it by `commands.ask(connection, call, { ownAccord: '<kind>' })`, which
 * refuses it where it is switched off (`SwitchedOffError`); who prepares a lot first asks `ownAccord.may(station, kind)`.
 * What follows at once from a person's click, and is part of it, is sent by that person and does not belong here.
 */
export const ownAccordKinds = {
  /** Asks for a boot message that did not come (quirks B01, B02). */
  'boot-trigger': { isOnByDefault: true, rows: ['B01', 'B02'] },
  /** Reads the heartbeat interval after a boot, and sets it where it differs. */
  'heartbeat-interval': { isOnByDefault: false, rows: ['B06'] },
  /** Reads the settings of the station's plan after a boot, and puts them back where the plan says so. */
  'desired-settings': { isOnByDefault: true, rows: ['K05'] },
  /** Has all measured during sessions that is needed. */
  'meter-readings': { isOnByDefault: false, rows: ['M22'] },
  /** Looks whether a limit that was accepted takes effect: what results from it, and what flows. */
  'limit-check': { isOnByDefault: true, rows: ['P01'] },
  /** Brings the local list of tokens up to date. */
  'local-list': { isOnByDefault: false, rows: [] },
  /** Tells a station that can show it what a session costs so far and in the end. */
  costs: { isOnByDefault: true, rows: [] },
  /** Sends a certificate that was signed without a person's decision. */
  certificate: { isOnByDefault: true, rows: [] },
} as const satisfies Record<string, { isOnByDefault: boolean; rows: readonly string[] }>

export type OwnAccordKind = keyof typeof ownAccordKinds
// The keys of a literal.
export const ownAccordNames = Object.keys(ownAccordKinds) as [OwnAccordKind, ...OwnAccordKind[]]

/** Why it is not sent, the widest reason first. */
export type OwnAccordObstacle = 'hands-off' | 'hands-off-here' | 'off' | 'off-here' | 'not-accepted' | 'not-taken'

/** What a person switched off at one station. */
export interface OwnAccordChoice {
  handsOff: boolean
  off: readonly OwnAccordKind[]
}

export interface OwnAccordRow {
  kind: OwnAccordKind
  /** Null: it is sent when its time comes. */
  obstacle: OwnAccordObstacle | null
  isOffHere: boolean
  /** Null: not within the retention of commands. */
  lastSentAt: EpochMs | null
  /** Messages, within the retention of commands. */
  count: number
}

export interface OwnAccordView {
  handsOffHere: boolean
  handsOffEverywhere: boolean
  rows: OwnAccordRow[]
}
