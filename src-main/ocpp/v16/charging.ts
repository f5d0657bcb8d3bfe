import type { ProfilePurpose } from '#contract/charging'
import type { StationReply } from '../../domain/station-message'
import { type OutboundTable, type Unsupported, utcTime } from '../dialect'
import { readComposite, readUnits } from '../schedule-reading'
import { type SmartCharging, tenths } from '../smart-charging'
import { readStatus } from '../station-reply'
import { integer, objects, text, type Wire } from '../wire-reading'
import type { Requests } from './wire.gen'

type Profile = Requests['SetChargingProfile']['csChargingProfiles']

const purposes: Partial<Record<ProfilePurpose, Profile['chargingProfilePurpose']>> = {
  'station-max': 'ChargePointMaxProfile',
  'tx-default': 'TxDefaultProfile',
  tx: 'TxProfile',
}

export const smartCharging: SmartCharging = {
  purposes: ['station-max', 'tx-default', 'tx'],
  kinds: ['absolute', 'recurring', 'relative'],
}

const keys = {
  maxStackLevel: 'ChargeProfileMaxStackLevel',
  units: 'ChargingScheduleAllowedChargingRateUnit',
  maxPeriods: 'ChargingScheduleMaxPeriods',
  maxProfiles: 'MaxChargingProfilesInstalled',
}

/** OCPP 1.6, 5.16: connector 0 is the station as a whole. */
export const chargingCalls = {
  'set-profile': {
    action: 'SetChargingProfile',
    encode({ profile, evse, transactionId, content }): Requests['SetChargingProfile'] | Unsupported {
      const purpose = purposes[content.purpose]
      const { kind } = content
      if (!purpose || kind === 'dynamic') return { unsupported: 'OCPP 1.6 has no profiles of this purpose or kind' }
      return {
        connectorId: evse,
        csChargingProfiles: {
          chargingProfileId: profile,
          ...(transactionId === null ? {} : { transactionId: Number(transactionId) }),
          stackLevel: content.stackLevel,
          chargingProfilePurpose: purpose,
          chargingProfileKind: kinds[kind],
          ...(kind === 'recurring' && content.recurrency ? { recurrencyKind: recurrencies[content.recurrency] } : {}),
          ...(content.validFrom === null ? {} : { validFrom: utcTime(content.validFrom) }),
          ...(content.validTo === null ? {} : { validTo: utcTime(content.validTo) }),
          chargingSchedule: {
            ...(content.durationS === null ? {} : { duration: content.durationS }),
            ...(content.startAt === null ? {} : { startSchedule: utcTime(content.startAt) }),
            chargingRateUnit: content.unit,
            chargingSchedulePeriod: content.periods.map(({ startS, limit, phases }) => ({
              startPeriod: startS,
              limit: tenths(limit),
              ...(phases === null ? {} : { numberPhases: phases }),
            })),
            ...(content.minRate === null ? {} : { minChargingRate: tenths(content.minRate) }),
          },
        },
      }
    },
    read: readStatus,
  },
  'clear-profile': {
    action: 'ClearChargingProfile',
    encode: ({ profile }) => (profile === null ? {} : { id: profile }),
    read: readStatus,
  },
  'composite-schedule': {
    action: 'GetCompositeSchedule',
    encode: ({ evse, durationS, unit }) => ({ connectorId: evse, duration: durationS, chargingRateUnit: unit }),
    read: readComposite,
  },
  'charging-limits': {
    action: 'GetConfiguration',
    encode: () => ({ key: Object.values(keys) }),
    read: readLimits,
  },
} satisfies OutboundTable<Requests>

const kinds = { absolute: 'Absolute', recurring: 'Recurring', relative: 'Relative' } as const
const recurrencies = { daily: 'Daily', weekly: 'Weekly' } as const

function readLimits(payload: Wire): StationReply {
  const entries = objects(payload.configurationKey)
  // Stations spell the names in any case (quirk K02).
  const valueOf = (name: string) => entries.find(({ key }) => text(key)?.toLowerCase() === name.toLowerCase())?.value
  const chargingLimits = {
    maxStackLevel: integer(valueOf(keys.maxStackLevel)),
    units: readUnits(text(valueOf(keys.units))),
    maxPeriods: integer(valueOf(keys.maxPeriods)),
    maxProfiles: integer(valueOf(keys.maxProfiles)),
  }
  return { accepted: true, raw: '', response: payload, chargingLimits }
}
