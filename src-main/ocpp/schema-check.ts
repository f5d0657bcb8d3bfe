import validators from 'ocpp-rpc/lib/standard-validators.js'
import type { Dialect } from './dialect'

/**
 * The schemas that ocpp-rpc brings and has already parsed. A schema is compiled when the first message needs it: all
 * of them would cost seconds at the start.
 */
const schemas = new Map(validators.map((validator) => [validator.subprotocol, validator._ajv]))
// The schemas of 2.1 say "no additional properties" of texts. Ajv would print a warning for each of them.
for (const ajv of schemas.values()) ajv.opts.strictTypes = false

/** What deviates from the schema of an action, in a few words; null: nothing. */
export type SchemaCheck = (action: string, payload: unknown) => string | null

export interface SchemaChecks {
  request: SchemaCheck
  response: SchemaCheck
}

const checks = new WeakMap<Dialect, SchemaChecks>()

/** The checks of a version, shared by all its connections. Only for actions that the dialect knows. */
export function schemaChecks(dialect: Dialect): SchemaChecks {
  let found = checks.get(dialect)
  if (found === undefined) {
    found = {
      request: checkOf(dialect.subprotocol, dialect.schemaId.request),
      response: checkOf(dialect.subprotocol, dialect.schemaId.response),
    }
    checks.set(dialect, found)
  }
  return found
}

type Compiled = NonNullable<ReturnType<(typeof validators)[number]['_ajv']['getSchema']>>

function checkOf(subprotocol: string, idOf: (action: string) => string): SchemaCheck {
  const ajv = schemas.get(subprotocol)
  if (ajv === undefined) throw new Error(`no schemas for ${subprotocol}`)
  const compiled = new Map<string, Compiled>()
  return (action, payload) => {
    let validate = compiled.get(action)
    if (validate === undefined) {
      validate = ajv.getSchema(idOf(action))
      if (validate === undefined) throw new Error(`no schema for ${action} of ${subprotocol}`)
      compiled.set(action, validate)
    }
    return validate(payload) === true ? null : describe(validate.errors?.[0])
  }
}

type SchemaError = NonNullable<Compiled['errors']>[number]

function describe(error: SchemaError | undefined): string {
  if (error === undefined) return 'does not fit its schema'
  const where = error.instancePath
    .slice(1)
    .replace(/\/?(\d+)/g, '[$1]')
    .replaceAll('/', '.')
  const extra = 'additionalProperty' in error.params ? ` '${String(error.params.additionalProperty).slice(0, 50)}'` : ''
  return `${where === '' ? '' : `${where}: `}${error.message ?? error.keyword}${extra}`
}

/** A schema as it was published; null: there is none of this id. */
export function rawSchema({ subprotocol }: Dialect, id: string): Record<string, unknown> | null {
  const schema = schemas.get(subprotocol)?.schemas[id]?.schema
  return typeof schema === 'object' ? schema : null
}
