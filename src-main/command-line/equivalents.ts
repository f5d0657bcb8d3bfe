/** What a message of one version of OCPP is called in the others, with a payload to begin with where it helps. */
const equivalents: readonly { old: string; now: string; example?: string }[] = [
  { old: 'GetConfiguration', now: 'GetVariables', example: '{"getVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"}}]}' },
  { old: 'ChangeConfiguration', now: 'SetVariables', example: '{"setVariableData":[{"component":{"name":"OCPPCommCtrlr"},"variable":{"name":"HeartbeatInterval"},"attributeValue":"300"}]}' },
  { old: 'RemoteStartTransaction', now: 'RequestStartTransaction' },
  { old: 'RemoteStopTransaction', now: 'RequestStopTransaction' },
  { old: 'GetDiagnostics', now: 'GetLog' },
  { old: 'ExtendedTriggerMessage', now: 'TriggerMessage' },
  { old: 'SignedUpdateFirmware', now: 'UpdateFirmware' },
]

/** The names that the station's version has for the same purpose. */
export function equivalentOf(action: string, known: readonly string[]): { action: string; example: string | null } | null {
  const found = equivalents.flatMap(({ old, now, example }) => {
    if (old === action) return [{ action: now, example: example ?? null }]
    return now === action ? [{ action: old, example: null }] : []
  })
  return found.find((one) => known.includes(one.action)) ?? null
}

/** For a name that is mistyped: those of the version that differ in case, or hold what was typed. */
export function resembling(action: string, known: readonly string[]): string[] {
  const wanted = action.toLowerCase()
  return known.filter((name) => name.toLowerCase() === wanted || (wanted.length >= 4 && name.toLowerCase().includes(wanted))).slice(0, 5)
}
