/** The settings by which chargers tell the keys of their meters: 1.6 by note of the alliance, 2.x by component. */
const names = [
  /^MeterPublicKey(?:\[(\d+)\]|(\d+))?$/i,
  /^FiscalMetering(?:\[[^\]]*\])?(?:@(\d+)(?::\d+)?)?\.PublicKey(?:\[(\d+)\])?$/i,
]

export interface ConfiguredKey {
  /** Null: of any meter of the charger. */
  evse: number | null
  text: string
}

export function configuredKeys(settings: readonly { name: string; value: string | null }[]): ConfiguredKey[] {
  return settings.flatMap(({ name, value }) => {
    const match = names.map((pattern) => pattern.exec(name)).find((found) => found !== null)
    const text = value?.trim() ?? ''
    if (!match || text === '') return []
    const evse = Number(match[1] ?? match[2] ?? 0)
    return [{ evse: evse > 0 ? evse : null, text }]
  })
}

/** Those that can be of the meter there: its own first. */
export function keysAt<Key extends { evse: number | null }>(keys: readonly Key[], evse: number | null): Key[] {
  const own = keys.filter((key) => key.evse !== null && key.evse === evse)
  return [...own, ...keys.filter((key) => key.evse === null || evse === null).filter((key) => !own.includes(key))]
}
