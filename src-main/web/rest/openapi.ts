import { OpenAPIGenerator, type OpenAPI } from '@orpc/openapi'
import { ZodToJsonSchemaConverter } from '@orpc/zod/zod4'
import { contract } from '#contract/api'
import { version } from '../../../package.json'
import generated from './output-schemas.json'

type Schema = Record<string, unknown>

interface Output {
  description: string
  isFeed: boolean
  schema: Schema
}

const description = `What a window of Plugboard can do, a script can do. A token is made in the settings; \
one to read may GET, one to operate may also act on chargers and sessions, one to administer may do everything.

A GET of something that changes gives what it is now. With the header Accept: text/event-stream it is followed \
instead: server-sent events, first a snapshot, then patches.

Instants are milliseconds since 1970 UTC, energy is Wh, power W.`

let made: Promise<OpenAPI.Document> | null = null

/** OpenAPI 3.1, made when it is first asked for. Inputs come from the contract's schemas, outputs from its types. */
export function openApiDocument(): Promise<OpenAPI.Document> {
  made ??= make()
  return made
}

async function make(): Promise<OpenAPI.Document> {
  const generator = new OpenAPIGenerator({ schemaConverters: [new ZodToJsonSchemaConverter()] })
  const document = await generator.generate(contract, {
    info: { title: 'Plugboard', version, description },
    servers: [{ url: '/api' }],
    security: [{ token: [] }],
    components: {
      securitySchemes: { token: { type: 'http', scheme: 'bearer', description: 'Made in the settings of Plugboard.' } },
      // Plain data out of the compiler: as JSON schema as anything that is written by hand.
      schemas: { ...generated.schemas, Error: errorSchema } as NonNullable<OpenAPI.ComponentsObject['schemas']>,
    },
  })
  const outputs = new Map(Object.entries(generated.outputs as Record<string, Output>))
  for (const path of Object.values(document.paths ?? {})) {
    for (const operation of [path?.get, path?.post, path?.put, path?.patch, path?.delete]) {
      if (operation) complete(operation, outputs.get(operation.operationId ?? ''))
    }
  }
  return document
}

/** What the generator cannot know: the level, what comes back, and what is refused before a procedure is reached. */
function complete(operation: OpenAPI.OperationObject, output: Output | undefined): void {
  const [area = '', name = ''] = (operation.operationId ?? '').split('.')
  const level = levelOf(area, name)
  operation.tags = [area]
  if (output?.description) operation.summary = output.description
  operation.description = `Needs a token to ${level}.`
  Object.assign(operation, { 'x-level': level })
  operation.responses = { ...operation.responses, '200': { description: 'Done', ...(output && { content: contentOf(output) }) } }
  const refusals = { 400: 'The input is wrong', 401: 'No token, or a wrong one', 403: 'The token may not do this', 500: 'A fault of Plugboard' }
  for (const [status, text] of Object.entries(refusals)) {
    operation.responses[status] ??= { description: text, content: { 'application/json': { schema: errorRef } } }
  }
}

function contentOf({ isFeed, schema }: Output): Record<string, OpenAPI.MediaTypeObject> {
  // The same plain data as above.
  const json = (value: Schema) => ({ schema: value as OpenAPI.SchemaObject })
  if (!isFeed) return 'not' in schema ? {} : { 'application/json': json(schema) }
  return { 'application/json': json(rowsOf(schema)), 'text/event-stream': json(schema) }
}

/** Without following it, the rows of a set are given alone. */
function rowsOf(schema: Schema): Schema {
  const variants = (schema.anyOf ?? []) as { properties?: Record<string, Schema> }[]
  const snapshot = variants.find(({ properties }) => properties?.kind?.const === 'snapshot' && properties.rows)
  return snapshot?.properties?.rows ?? schema
}

function levelOf(area: string, name: string): string {
  const procedures: Record<string, Record<string, { '~orpc': { meta: { level: string } } }>> = contract
  return procedures[area]?.[name]?.['~orpc'].meta.level ?? 'administer'
}

const errorRef = { $ref: '#/components/schemas/Error' }
const errorSchema = {
  type: 'object',
  properties: {
    code: { type: 'string', description: 'A word out of a closed list' },
    status: { type: 'integer' },
    message: { type: 'string', description: 'For people' },
    defined: { type: 'boolean', description: 'The operation names this fault' },
    data: { description: 'What the sentence is about' },
  },
  required: ['code', 'status', 'message', 'defined'],
}
