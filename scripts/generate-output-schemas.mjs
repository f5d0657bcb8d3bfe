/**
 * The contract says by types alone what its procedures give. For the OpenAPI document they are written down as JSON
 * schemas here, by the compiler that knows them: `npm run generate`. A test fails when the file is not up to date.
 */
import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { inRoot } from './project.mjs'

export const outputFile = inRoot('src-main/web/rest/output-schemas.json')

/** @returns the text of the file */
export function outputSchemas() {
  const { config } = ts.readConfigFile(inRoot('tsconfig.preload.json'), ts.sys.readFile)
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, inRoot())
  const file = inRoot('src-preload/contract/api.ts')
  const program = ts.createProgram([file], { ...options, noEmit: true, composite: false, incremental: false })
  const checker = program.getTypeChecker()
  const module = checker.getSymbolAtLocation(program.getSourceFile(file))
  const contract = checker.getExportsOfModule(module).find(({ name }) => name === 'contract')
  const writer = schemaWriter(checker)
  const outputs = {}
  for (const area of checker.getTypeOfSymbol(contract).getProperties()) {
    for (const procedure of checker.getTypeOfSymbol(area).getProperties()) {
      const output = outputOf(checker, checker.getTypeOfSymbol(procedure))
      const yielded = yieldedBy(checker, output)
      outputs[`${area.name}.${procedure.name}`] = {
        description: ts.displayPartsToString(procedure.getDocumentationComment(checker)),
        isFeed: yielded !== null,
        schema: writer.schemaOf(yielded ?? output),
      }
    }
  }
  return `${JSON.stringify({ outputs, schemas: writer.named() }, null, 1)}\n`
}

/** Follows `procedure['~orpc'].outputSchema['~standard'].types.output`. */
function outputOf(checker, procedure) {
  return ['~orpc', 'outputSchema', '~standard', 'types', 'output'].reduce((type, name) => {
    const property = checker.getNonNullableType(type).getProperty(name)
    if (!property) throw new Error(`a procedure of the contract has no ${name}`)
    return checker.getTypeOfSymbol(property)
  }, procedure)
}

/** What a feed yields; null: it is none. */
function yieldedBy(checker, type) {
  const next = type.getProperty('next')
  const isIterator = next !== undefined && checker.getTypeOfSymbol(next).getCallSignatures().length > 0
  return isIterator ? (checker.getTypeArguments(type)[0] ?? null) : null
}

function schemaWriter(checker) {
  const named = new Map()

  function schemaOf(type) {
    const name = nameOf(type)
    if (name === null) return inline(type)
    if (!named.has(name)) {
      // Before its content is known: a type may hold itself.
      named.set(name, {})
      Object.assign(named.get(name), inline(type))
    }
    return { $ref: `#/components/schemas/${name}` }
  }

  /** Types of the contract that have a name and no parameters; the rest is written where it stands. */
  function nameOf(type) {
    if (type.aliasSymbol && !type.aliasTypeArguments?.length && isOurs(type.aliasSymbol)) return type.aliasSymbol.name
    const isInterface = type.flags & ts.TypeFlags.Object && type.objectFlags & ts.ObjectFlags.Interface
    return isInterface && isOurs(type.symbol) && !type.typeParameters?.length ? type.symbol.name : null
  }

  const isOurs = (symbol) => symbol.declarations?.[0]?.getSourceFile().fileName.includes('/src-preload/') ?? false

  function inline(type) {
    const { flags } = type
    if (flags & (ts.TypeFlags.Any | ts.TypeFlags.Unknown)) return {}
    if (flags & (ts.TypeFlags.Void | ts.TypeFlags.Undefined)) return { not: {} }
    if (flags & ts.TypeFlags.Null) return { type: 'null' }
    if (type.isStringLiteral() || type.isNumberLiteral()) return { const: type.value }
    if (flags & ts.TypeFlags.BooleanLiteral) return { const: checker.typeToString(type) === 'true' }
    if (flags & ts.TypeFlags.Boolean) return { type: 'boolean' }
    if (flags & ts.TypeFlags.Number) return { type: 'number' }
    if (flags & ts.TypeFlags.StringLike) return { type: 'string' }
    if (type.isUnion()) return unionOf(type.types)
    if (checker.isTupleType(type)) return { type: 'array', prefixItems: checker.getTypeArguments(type).map(schemaOf) }
    if (checker.isArrayType(type)) return { type: 'array', items: schemaOf(checker.getTypeArguments(type)[0]) }
    return objectOf(type)
  }

  function unionOf(types) {
    const isLiteral = (type) => type.isStringLiteral() || type.isNumberLiteral()
    const parts = types.filter((type) => !(type.flags & ts.TypeFlags.Undefined))
    const literals = parts.filter(isLiteral).map(({ value }) => value).sort()
    const isBoolean = parts.filter(({ flags }) => flags & ts.TypeFlags.BooleanLiteral).length === 2
    const rest = parts.filter((type) => !isLiteral(type) && !(isBoolean && type.flags & ts.TypeFlags.BooleanLiteral))
    const schemas = [
      ...(literals.length > 0 ? [{ enum: literals }] : []),
      ...(isBoolean ? [{ type: 'boolean' }] : []),
      ...rest.map(schemaOf),
    ]
    // The compiler orders a union by what it met first: that would change with every file.
    const texts = schemas.map((schema) => JSON.stringify(schema)).sort()
    return texts.length === 1 ? schemas[0] : { anyOf: texts.map((text) => JSON.parse(text)) }
  }

  function objectOf(type) {
    const index = checker.getIndexInfoOfType(type, ts.IndexKind.String)
    const properties = {}
    const required = []
    for (const property of checker.getPropertiesOfType(type)) {
      const description = ts.displayPartsToString(property.getDocumentationComment(checker))
      const schema = schemaOf(checker.getTypeOfSymbol(property))
      properties[property.name] = description === '' ? schema : { ...schema, description }
      if (!(property.flags & ts.SymbolFlags.Optional)) required.push(property.name)
    }
    return {
      type: 'object',
      ...(Object.keys(properties).length > 0 && { properties, required }),
      ...(index && { additionalProperties: schemaOf(index.type) }),
    }
  }

  return { schemaOf, named: () => Object.fromEntries([...named].sort(([a], [b]) => (a < b ? -1 : 1))) }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(outputFile, outputSchemas())
