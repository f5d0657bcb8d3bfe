import type { Setting, Settings } from './settings'
import type { Payload } from './wire'

/** Variables in one part of a report: few, so that even a small device model needs several. */
const PER_PART = 5

/** A base report of the device model, part by part (OCPP 2.0.1 B07); null: there is no such report here. */
export function reportParts(
  settings: Settings,
  order: { requestId: number; base: string; generatedAt: string },
): { seqNo: number; payload: Payload }[] | null {
  const { requestId, base, generatedAt } = order
  if (base !== 'FullInventory' && base !== 'ConfigurationInventory') return null
  const reported = settings.all.filter(({ readonly }) => base === 'FullInventory' || !readonly)
  const count = Math.ceil(reported.length / PER_PART)
  return Array.from({ length: count }, (_, seqNo) => ({
    seqNo,
    payload: {
      requestId,
      generatedAt,
      seqNo,
      tbc: seqNo < count - 1,
      reportData: reported.slice(seqNo * PER_PART, (seqNo + 1) * PER_PART).map(described),
    },
  }))
}

function described({ component, variable, instance, value, readonly, initial, unit }: Setting): Payload {
  return {
    component: { name: component },
    variable: { name: variable, ...(instance === null ? {} : { instance }) },
    variableAttribute: [{ type: 'Actual', value, mutability: readonly ? 'ReadOnly' : 'ReadWrite' }],
    variableCharacteristics: {
      dataType: typeOf(initial),
      supportsMonitoring: false,
      ...(unit === null ? {} : { unit }),
    },
  }
}

function typeOf(value: string): string {
  if (value === 'true' || value === 'false') return 'boolean'
  if (/^\d+$/.test(value)) return 'integer'
  return value.includes(',') ? 'MemberList' : 'string'
}
