import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#contract/read-models'
import { actionCatalog } from './action-catalog'
import type { Dialect } from './dialect'
import { v16 } from './v16'
import { v201 } from './v201'
import { v21 } from './v21'

const require = createRequire(import.meta.url)
const read = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../src-renderer/i18n/${name}.json`, import.meta.url), 'utf8'))

/** The published lists of messages, whatever our tables say. */
const versions: { dialect: Dialect; schemas: string; actions: number; sendable: number }[] = [
  { dialect: v16, schemas: 'ocpp1_6', actions: 39, sendable: 26 },
  { dialect: v201, schemas: 'ocpp2_0_1', actions: 64, sendable: 40 },
  { dialect: v21, schemas: 'ocpp2_1', actions: 91, sendable: 55 },
]

describe.each(versions)('$dialect.name', ({ dialect, schemas, actions, sendable }) => {
  const published = [
    ...new Set(
      (require(`ocpp-rpc/lib/schemas/${schemas}.json`) as { $id: string }[]).map(({ $id }) =>
        $id.replace(/^urn:/, '').replace(/(\.req|\.conf|Request|Response)$/, ''),
      ),
    ),
  ]
  const descriptions = actionCatalog.actions(dialect.name) ?? []

  it(`has each of its ${actions} actions: answered, or sendable, or both`, () => {
    expect(published).toHaveLength(actions)
    const known = new Set([...Object.keys(dialect.inbound), ...Object.keys(dialect.sendable)])
    expect(published.filter((action) => !known.has(action))).toEqual([])
    expect([...known].filter((action) => !published.includes(action))).toEqual([])
  })

  it(`can send ${sendable}, DataTransfer alone in both directions`, () => {
    expect(descriptions).toHaveLength(sendable)
    expect(Object.keys(dialect.sendable).filter((action) => action in dialect.inbound)).toEqual(['DataTransfer'])
  })

  it('describes each by a schema that needs no other', () => {
    for (const { action, schema, protocols } of descriptions) {
      expect([action, missingDefinitions(schema)]).toEqual([action, []])
      expect(protocols).toContain(dialect.name)
    }
  })

  it('has presets that are valid, and have names in both languages', () => {
    const names = { en: read('en/presets') as JsonObject, de: read('de/presets') as JsonObject }
    for (const { action, presets } of descriptions) {
      for (const { name, payload } of presets) {
        expect([action, name, actionCatalog.check(dialect.name, action, payload)]).toEqual([action, name, []])
        expect([name, typeof names.en[name], typeof names.de[name]]).toEqual([name, 'string', 'string'])
      }
    }
  })
})

describe('the check of a payload', () => {
  const check = (payload: JsonObject) => actionCatalog.check('OCPP 1.6J', 'SetChargingProfile', payload)
  const period = { startPeriod: 0, limit: 16.1 }
  const profile = (overrides: JsonObject = {}) => ({
    connectorId: 1,
    csChargingProfiles: {
      chargingProfileId: 1,
      stackLevel: 0,
      chargingProfilePurpose: 'TxDefaultProfile',
      chargingProfileKind: 'Relative',
      chargingSchedule: { chargingRateUnit: 'A', chargingSchedulePeriod: [period] },
      ...overrides,
    },
  })

  it('takes what is valid, fractions of a tenth among it', () => {
    expect(check(profile())).toEqual([])
  })

  it('names all that is wrong, each at its field', () => {
    const found = check({ ...profile({ stackLevel: '0', chargingProfilePurpose: 'Other', 'a/b': 1 }), connectorId: undefined })
    expect(found).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ path: '/csChargingProfiles/a~1b', code: 'additionalProperties' }),
        expect.objectContaining({ path: '/csChargingProfiles/stackLevel', code: 'type', expected: 'integer' }),
        expect.objectContaining({
          path: '/csChargingProfiles/chargingProfilePurpose',
          code: 'enum',
          expected: 'ChargePointMaxProfile, TxDefaultProfile, TxProfile',
        }),
      ]),
    )
    expect(check({})).toEqual([
      expect.objectContaining({ path: '/connectorId', code: 'required' }),
      expect.objectContaining({ path: '/csChargingProfiles', code: 'required' }),
    ])
  })

  it('lists no more than a person can read', () => {
    const many = Object.fromEntries(Array.from({ length: 5000 }, (_, index) => [`x${index}`, 1]))
    expect(actionCatalog.check('OCPP 2.1', 'ClearCache', many)).toHaveLength(100)
  })

  it('knows no action that the station sends, and none of another version', () => {
    expect(actionCatalog.check('OCPP 1.6J', 'BootNotification', {})).toBeNull()
    expect(actionCatalog.check('OCPP 1.6J', 'GetVariables', {})).toBeNull()
    expect(actionCatalog.check('OCPP 1.6J', 'constructor', {})).toBeNull()
    expect(actionCatalog.check('OCPP 3', 'Reset', {})).toBeNull()
  })
})

function missingDefinitions(schema: JsonObject): string[] {
  const definitions = (schema.definitions ?? {}) as JsonObject
  const text = JSON.stringify(schema)
  return [...text.matchAll(/"\$ref":"#\/definitions\/([^"]+)"/g)].flatMap(([, name]) => (name! in definitions ? [] : [name!]))
}
