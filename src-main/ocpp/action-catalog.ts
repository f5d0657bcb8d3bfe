import type { ActionDescription } from '#contract/commands'
import type { JsonObject } from '#contract/read-models'
import type { PayloadIssue } from '#contract/vocabulary'
import type { Dialect } from './dialect'
import { dialects } from './dialects'
import { requestIssues, requestSchema } from './request-issues'
import { proseOf } from './schema-prose'
import type { ActionCatalog } from './station-host'

/** Every request of every version, as data: for the forms of the command console, and the check of what they hold. */
export const actionCatalog: ActionCatalog = {
  actions(protocol) {
    const dialect = dialectNamed(protocol)
    return dialect && descriptionsOf(dialect)
  },
  check(protocol, action, payload): PayloadIssue[] | null {
    const dialect = dialectNamed(protocol)
    return dialect && Object.hasOwn(dialect.sendable, action) ? requestIssues(dialect, action, payload) : null
  },
}

const dialectNamed = (protocol: string): Dialect | null => dialects.find(({ name }) => name === protocol) ?? null

const described = new Map<Dialect, ActionDescription[]>()

function descriptionsOf(dialect: Dialect): ActionDescription[] {
  const known = described.get(dialect)
  if (known) return known
  const descriptions = Object.entries(dialect.sendable).map(([action, { isRisky = false, presets = [] }]) => ({
    action,
    schema: plain(requestSchema(dialect, action)),
    isRisky,
    protocols: dialects.filter(({ sendable }) => Object.hasOwn(sendable, action)).map(({ name }) => name),
    presets: presets.map(({ name, payload }) => ({ name, payload })),
  }))
  descriptions.sort((a, b) => (a.action < b.action ? -1 : 1))
  described.set(dialect, descriptions)
  return descriptions
}

/** What a form needs of a schema; the rest is a third of its size. */
const dropped = new Set(['$id', '$schema', 'additionalItems', 'comment', 'javaType'])
/** Their keys are names of fields and types, not keywords. */
const holdsNames = new Set(['definitions', 'properties'])

function plain(schema: JsonObject): JsonObject {
  return Object.fromEntries(
    Object.entries(schema).flatMap(([key, value]) => {
      if (dropped.has(key)) return []
      if (key === 'description' && typeof value === 'string') {
        const prose = proseOf(value)
        return prose === '' ? [] : [[key, prose]]
      }
      if (!isObject(value)) return [[key, value]]
      return [[key, holdsNames.has(key) ? plainEach(value) : plain(value)]]
    }),
  )
}

const plainEach = (named: JsonObject): JsonObject =>
  Object.fromEntries(Object.entries(named).map(([name, schema]) => [name, isObject(schema) ? plain(schema) : schema]))

function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
