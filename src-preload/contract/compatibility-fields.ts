import { type FieldKind, numberOf, numberOr, numbersOf, oneOf, yesOrNo } from './compatibility-inputs'

/** OCPP subprotocols by their registered names; only `ocpp/` knows what they mean. */
const protocols = ['ocpp1.6', 'ocpp2.0.1', 'ocpp2.1'] as const

/**
 * The compatibility record as data: one line for each field. A field is shown once something reads it (`isRead`): who
 * makes a rule ask `factOf` for it sets the mark here, and only then can a person set it.
 */
export const compatibilityFields = {
  /** What is spoken where a station offers no subprotocol; none: it is turned away. */
  assumeProtocol: field(oneOf(...protocols, 'none'), 'ocpp1.6', ['C01', 'C02'], 'read'),
  /** What is spoken though it offers others as well. */
  pinnedProtocol: field(oneOf('none', ...protocols), 'none', ['C02', 'C03', 'X09'], 'read'),
  /** It keeps more than one connection on purpose. */
  parallelConnections: field(yesOrNo, false, ['C07', 'C08'], 'read'),
  compression: field(oneOf('negotiate', 'off'), 'negotiate', ['C10'], 'read'),
  /** How long it may be silent. The default follows its heartbeat: see `domain/compatibility.ts`. */
  idleLimitSeconds: field(numberOf({ min: 60, max: 604_800, unit: 's' }), 180, ['C09'], 'read'),
  /** 0: no pings. */
  pingSeconds: field(numberOf({ min: 0, max: 3600, unit: 's' }), 30, ['C09'], 'read'),
  /** How the key of its password is written in the header. */
  passwordEncoding: field(oneOf('any', 'text', 'hex', 'bytes'), 'any', ['C15'], 'read'),
  /** No call before its boot was answered or this time passed. */
  settleSeconds: field(numberOf({ min: 0, max: 600, unit: 's' }), 60, ['C18'], 'read'),
  /** Whether it may be asked for a boot message, which makes some restart. */
  mayTriggerBoot: field(yesOrNo, true, ['B01', 'B02'], 'read'),
  /** Whether it shows what a session costs, as it is told: 1.6 by the messages of the Open Charge Alliance, 2.x by its own. */
  takesCosts: field(yesOrNo, false, [], 'read'),
  /** How the times that it sends are meant; invalid: the receive time counts. */
  clock: field(oneOf('utc', 'local', 'invalid'), 'utc', ['B07', 'B08', 'B09'], 'read'),
  /** Minutes that its local time is ahead of UTC, where the clock is local. */
  zone: field(numberOf({ min: -840, max: 840, step: 1, unit: 'min' }), 0, ['B08', 'B09'], 'read'),
  /** Times this its energy readings are Wh; it changes amounts, so a person has to confirm it. */
  energyUnitFactor: field(oneOf(0.001, 1, 1000), 1, ['M02'], 'read'),
  /** What the registers in its readings count over. */
  registerKind: field(oneOf('lifetime', 'session'), 'lifetime', ['M03', 'M04', 'M06'], 'read'),
  /** What an energy that is labelled L1 is; alone it is the total in any case. */
  phaseMeaning: field(oneOf('sum', 'total-on-l1'), 'sum', ['M11', 'M12'], 'read'),
  /** Whether a current that it calls exported is one that is imported. */
  currentDirection: field(oneOf('as-sent', 'export-is-import'), 'as-sent', ['M15'], 'read'),
  /** Whether requests that may name a connector have to. */
  requestWithConnectorId: field(yesOrNo, true, ['T18', 'M25'], 'read'),
  /** The order of the bytes of a card as its reader tells them. */
  tagByteOrder: field(oneOf('as-sent', 'reversed'), 'as-sent', ['A01'], 'read'),
  /** A number: it lists no more settings than this at once. */
  getConfigurationMode: field(numberOr('all', { min: 1, max: 500, unit: null }), 'all', ['K01'], 'read'),
  maxStackLevel: field(numberOr('as-reported', { min: 0, max: 1000, unit: null }), 'as-reported', ['P02'], 'read'),
  limitUnit: field(oneOf('as-reported', 'A', 'W'), 'as-reported', ['P06'], 'read'),
  /** The least current that a car charges with. */
  minCurrent: field(numberOf({ min: 0, max: 64, step: 0.1, unit: 'A' }), 6, ['P04'], 'read'),
  /** Whether a limit of 0 A pauses it, and does not lock it up. */
  zeroAllowed: field(yesOrNo, true, ['P04'], 'read'),
  /** The only currents that it can be limited to; empty: any. */
  currentSteps: field(numbersOf({ min: 0, max: 1000, unit: 'A' }), [], ['P05'], 'read'),
  /** Between two requests for readings. */
  triggerMinIntervalSeconds: field(numberOf({ min: 0, max: 3600, unit: 's' }), 60, ['M24'], 'read'),
  /** What a connector of it can deliver at most; energy beyond it is implausible (KPI definitions 0.1). */
  ratedPowerW: field(numberOf({ min: 500, max: 5_000_000, unit: 'W' }), 400_000, ['M05'], 'read'),
  /** How long it waits for a plug after a remote start. */
  connectionTimeoutS: field(numberOf({ min: 5, max: 3600, unit: 's' }), 120, ['T18'], 'read'),
} as const

interface Field<Value> extends FieldKind<Value> {
  default: Value
  /** Quirk ids. */
  rows: readonly string[]
  /** Something asks for it: only then it is shown and can be set. */
  isRead: boolean
}

function field<Value>(kind: FieldKind<Value>, byDefault: NoInfer<Value>, rows: readonly string[], read?: 'read'): Field<Value> {
  return { ...kind, default: byDefault, rows, isRead: read === 'read' }
}
