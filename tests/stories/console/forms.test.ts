import { describe, expect, it } from 'vitest'
import type { JsonObject } from '#contract/read-models'
import { actionCatalog } from '../../../src-main/ocpp/action-catalog'
import { fieldOf, type Field } from '../../../src-renderer/windows/console/field'
import { itemOf, startOf, withProperty } from '../../../src-renderer/windows/console/field-value'
import { filled } from './filled'

const protocols = ['OCPP 1.6J', 'OCPP 2.0.1', 'OCPP 2.1']
const all = protocols.flatMap((protocol) =>
  (actionCatalog.actions(protocol) ?? []).map(({ action, schema }) => ({ protocol, action, schema })))

/** The same with every optional field added once, as deep as the form goes. */
function added(field: Field, value: unknown): unknown {
  if (field.kind === 'list') return [added(field.item, itemOf(field.item))]
  if (field.kind !== 'object') return value
  return field.properties.reduce<JsonObject>(
    (object, { name, field: inner }) => withProperty(object, name, added(inner, object[name] ?? itemOf(inner))),
    value as JsonObject,
  )
}

describe('a form made of a schema', () => {
  it('there is one for every action of every version', () => {
    expect(all).toHaveLength(26 + 40 + 55)
  })

  it.each(all)('$protocol $action: filled in with what is required it is valid', ({ protocol, action, schema }) => {
    const field = fieldOf(schema)
    expect(field.kind).toBe('object')
    expect(actionCatalog.check(protocol, action, filled(field, startOf(field)))).toEqual([])
  })

  it.each(all)('$protocol $action: with every optional field it is valid', ({ protocol, action, schema }) => {
    const field = fieldOf(schema)
    expect(actionCatalog.check(protocol, action, filled(field, added(field, startOf(field))))).toEqual([])
  })

  it('has a control for every field; only the data of DataTransfer can be anything', () => {
    const names = (field: Field, path: string): string[] => {
      if (field.kind === 'json') return [path]
      if (field.kind === 'list') return names(field.item, `${path}[]`)
      return field.kind === 'object' ? field.properties.flatMap(({ name, field: inner }) => names(inner, `${path}.${name}`)) : []
    }
    expect(all.flatMap(({ action, schema }) => names(fieldOf(schema), action))).toEqual(['DataTransfer.data', 'DataTransfer.data'])
  })

  it('starts without values that nobody chose', () => {
    expect(startOf(fieldOf(schemaOf('OCPP 1.6J', 'Reset')))).toEqual({})
    expect(startOf(fieldOf(schemaOf('OCPP 2.0.1', 'GetVariables')))).toEqual({ getVariableData: [{ component: {}, variable: {} }] })
  })

  it('knows limits, words and help', () => {
    const field = fieldOf(schemaOf('OCPP 2.1', 'GetVariables'))
    const list = field.kind === 'object' ? field.properties[0] : undefined
    expect(list).toMatchObject({ name: 'getVariableData', isRequired: true, field: { kind: 'list', min: 1 } })
    const item = list?.field.kind === 'list' ? list.field.item : undefined
    expect(item).toMatchObject({
      kind: 'object',
      properties: [
        { name: 'component', field: { properties: [{ name: 'name', field: { kind: 'text', maxLength: 50 } }, {}, {}, {}] } },
        { name: 'variable' },
        { name: 'attributeType', isRequired: false, field: { kind: 'choice', values: ['Actual', 'Target', 'MinSet', 'MaxSet'] } },
        { name: 'customData' },
      ],
    })
    expect(item?.kind === 'object' && item.properties[2]?.field.help).toContain('default Actual is assumed')
  })

  it('a type that holds itself, or a reference that leads nowhere, is written as JSON', () => {
    const definitions = { Self: { type: 'object', properties: { self: { $ref: '#/definitions/Self' } } } }
    const properties = { a: { $ref: '#/definitions/Self' }, b: { $ref: '#/definitions/None' }, c: {} }
    const field = fieldOf({ type: 'object', definitions, properties })
    expect(field).toMatchObject({
      properties: [
        { name: 'a', field: { kind: 'object', properties: [{ field: { kind: 'json' } }] } },
        { name: 'b', field: { kind: 'json' } },
        { name: 'c', field: { kind: 'json' } },
      ],
    })
  })
})

function schemaOf(protocol: string, action: string): JsonObject {
  const found = all.find((one) => one.protocol === protocol && one.action === action)
  if (!found) throw new Error(`no ${action} in ${protocol}`)
  return found.schema
}
