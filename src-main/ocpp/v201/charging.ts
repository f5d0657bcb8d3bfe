import type { ChargingProfile, ProfileKind, ProfilePurpose } from '#contract/charging'
import { parseStationTime } from '../../domain/clock'
import type { StationMessage, StationReply } from '../../domain/station-message'
import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { readComposite, readPeriods, readUnit, readUnits } from '../schedule-reading'
import { type SmartCharging, tenths } from '../smart-charging'
import { readStatus } from '../station-reply'
import { decimal, integer, object, objects, text, truth, type Wire } from '../wire-reading'
import type { Requests } from './wire.gen'

type Profile = Requests['SetChargingProfile']['chargingProfile']

/** The words of 2.x; some exist in 2.1 only. */
const purposeWords: Record<ProfilePurpose, string> = {
  'station-max': 'ChargingStationMaxProfile',
  external: 'ChargingStationExternalConstraints',
  'tx-default': 'TxDefaultProfile',
  tx: 'TxProfile',
  priority: 'PriorityCharging',
  'local-generation': 'LocalGeneration',
}
const kindWords: Record<ProfileKind, string> = {
  absolute: 'Absolute', recurring: 'Recurring', relative: 'Relative', dynamic: 'Dynamic',
}
const recurrencyWords = { daily: 'Daily', weekly: 'Weekly' } as const

/** OCPP 2.0.1 K01.FR.22: external constraints are not the central system's to set. */
export const smartCharging: SmartCharging = {
  purposes: ['station-max', 'tx-default', 'tx'],
  kinds: ['absolute', 'recurring', 'relative'],
}

const component = { name: 'SmartChargingCtrlr' }

/** The calls about charging profiles; `of` says what a version has. */
export const chargingCallsOf = (of: SmartCharging) => ({
  'set-profile': {
    action: 'SetChargingProfile',
    encode({ profile, evse, transactionId, content }): Requests['SetChargingProfile'] | Unsupported {
      if (!of.purposes.includes(content.purpose) || !of.kinds.includes(content.kind)) {
        return { unsupported: 'this version has no profiles of this purpose or kind' }
      }
      return { evseId: evse, chargingProfile: encodeProfile(profile, transactionId, content) }
    },
    read: readStatus,
  },
  'clear-profile': {
    action: 'ClearChargingProfile',
    encode: ({ profile }) => (profile === null ? { chargingProfileCriteria: {} } : { chargingProfileId: profile }),
    read: readStatus,
  },
  'composite-schedule': {
    action: 'GetCompositeSchedule',
    encode: ({ evse, durationS, unit }) => ({ evseId: evse, duration: durationS, chargingRateUnit: unit }),
    read: readComposite,
  },
  'list-profiles': {
    action: 'GetChargingProfiles',
    encode: ({ requestId }) => ({ requestId, chargingProfile: {} }),
    read: readStatus,
  },
  'charging-limits': {
    action: 'GetVariables',
    encode: () => ({
      getVariableData: ['ProfileStackLevel', 'RateUnit', 'PeriodsPerSchedule'].map((name) => ({ component, variable: { name } })),
    }),
    read: readLimits,
  },
}) satisfies OutboundTable<Requests>

export const chargingCalls = chargingCallsOf(smartCharging)

function encodeProfile(id: number, transactionId: string | null, content: ChargingProfile): Profile {
  return {
    id,
    stackLevel: content.stackLevel,
    // `of` has made sure that the version knows the words; the type knows those of 2.0.1 only.
    chargingProfilePurpose: purposeWords[content.purpose] as Profile['chargingProfilePurpose'],
    chargingProfileKind: kindWords[content.kind] as Profile['chargingProfileKind'],
    ...(content.kind === 'recurring' && content.recurrency ? { recurrencyKind: recurrencyWords[content.recurrency] } : {}),
    ...(content.validFrom === null ? {} : { validFrom: utcTime(content.validFrom) }),
    ...(content.validTo === null ? {} : { validTo: utcTime(content.validTo) }),
    ...(transactionId === null ? {} : { transactionId }),
    chargingSchedule: [
      {
        id,
        ...(content.startAt === null ? {} : { startSchedule: utcTime(content.startAt) }),
        ...(content.durationS === null ? {} : { duration: content.durationS }),
        chargingRateUnit: content.unit,
        ...(content.minRate === null ? {} : { minChargingRate: tenths(content.minRate) }),
        chargingSchedulePeriod: content.periods.map(({ startS, limit, phases }) => ({
          startPeriod: startS,
          limit: tenths(limit),
          ...(phases === null ? {} : { numberPhases: phases }),
        })),
      },
    ],
  }
}

const wordsOf = <Key extends string>(words: Record<Key, string>) =>
  // The keys of a literal that is typed by them.
  new Map((Object.entries(words) as [Key, string][]).map(([key, word]) => [word, key]))
const purposes = wordsOf(purposeWords)
const kinds = wordsOf(kindWords)

/** What cannot be understood is left out: a limit that was guessed would mislead. */
export function decodeProfileReport(payload: Wire): StationMessage {
  return {
    kind: 'profile-report',
    requestId: integer(payload.requestId),
    evse: integer(payload.evseId) ?? 0,
    source: text(payload.chargingLimitSource) ?? '',
    isLast: !truth(payload.tbc),
    profiles: objects(payload.chargingProfile).flatMap((profile) => {
      const id = integer(profile.id)
      const content = decodeProfile(profile)
      return id === null || content === null ? [] : [{ id, content }]
    }),
  }
}

function decodeProfile(profile: Wire): ChargingProfile | null {
  const purpose = purposes.get(text(profile.chargingProfilePurpose) ?? '')
  const kind = kinds.get(text(profile.chargingProfileKind) ?? '')
  const schedule = objects(profile.chargingSchedule)[0] ?? {}
  const periods = readPeriods(schedule.chargingSchedulePeriod)
  if (!purpose || !kind || periods.length === 0) return null
  const recurrency = text(profile.recurrencyKind)
  return {
    purpose,
    kind,
    recurrency: recurrency === 'Daily' ? 'daily' : recurrency === 'Weekly' ? 'weekly' : null,
    stackLevel: integer(profile.stackLevel) ?? 0,
    validFrom: instant(profile.validFrom),
    validTo: instant(profile.validTo),
    startAt: instant(schedule.startSchedule),
    durationS: integer(schedule.duration),
    unit: readUnit(schedule.chargingRateUnit),
    minRate: decimal(schedule.minChargingRate),
    periods,
  }
}

const instant = (value: unknown): number | null => parseStationTime(text(value) ?? '')?.at ?? null

function readLimits(payload: Wire): StationReply {
  const results = objects(payload.getVariableResult)
  const valueOf = (name: string) => results.find(({ variable }) => text(object(variable).name) === name)?.attributeValue
  const chargingLimits = {
    maxStackLevel: integer(valueOf('ProfileStackLevel')),
    units: readUnits(text(valueOf('RateUnit'))),
    maxPeriods: integer(valueOf('PeriodsPerSchedule')),
    maxProfiles: null,
  }
  return { accepted: true, raw: '', response: payload, chargingLimits }
}
