import { integer, object, text, type Wire } from '../wire-reading'

/** `Component[instance]@evse:connector.Variable[instance]`, what is absent left out. */
const written = /^([^[\]@.]+)(?:\[([^\]]*)\])?(?:@(\d+)(?::(\d+))?)?\.([^[\]]+)(?:\[([^\]]*)\])?$/

/** The name of a variable in one line. */
export function settingName(reported: Wire): string {
  const component = object(reported.component)
  const variable = object(reported.variable)
  return `${named(component)}${placeOf(object(component.evse))}.${named(variable)}`
}

function named(part: Wire): string {
  const instance = text(part.instance)
  return `${text(part.name) ?? ''}${instance === null ? '' : `[${instance}]`}`
}

function placeOf(evse: Wire): string {
  const id = integer(evse.id)
  const connector = integer(evse.connectorId)
  if (id === null) return ''
  return connector === null ? `@${id}` : `@${id}:${connector}`
}

export interface VariableAddress {
  component: { name: string; instance?: string; evse?: { id: number; connectorId?: number } }
  variable: { name: string; instance?: string }
}

/** Null: no name of a variable. */
export function variableAddress(name: string): VariableAddress | null {
  const [, component, instance, evse, connector, variable, variableInstance] = written.exec(name) ?? []
  if (component === undefined || variable === undefined) return null
  return {
    component: {
      name: component,
      ...(instance === undefined ? {} : { instance }),
      ...(evse === undefined
        ? {}
        : { evse: { id: Number(evse), ...(connector === undefined ? {} : { connectorId: Number(connector) }) } }),
    },
    variable: { name: variable, ...(variableInstance === undefined ? {} : { instance: variableInstance }) },
  }
}
