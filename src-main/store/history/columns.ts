const layout = {
  startedAt: Float64Array,
  /** Not a number: not known, as all that follow. */
  endedAt: Float64Array,
  energyMwh: Float64Array,
  inactivityMs: Float64Array,
  /** Its place in the vocabulary, from 1 on. 0: not known. */
  inactivityClass: Uint8Array,
  /** Thousandths of the minor unit. */
  price: Float64Array,
  /** Code of a dictionary. 0: no price. */
  currency: Uint16Array,
  /** Codes of dictionaries. 0: there is no such ended session. */
  station: Uint32Array,
  person: Uint32Array,
  token: Uint32Array,
  /** Ids. 0: none. */
  personId: Uint32Array,
  company: Uint32Array,
  site: Uint32Array,
  area: Uint32Array,
  evse: Uint16Array,
  /** Its place in the vocabulary, from 1 on. */
  reason: Uint8Array,
  /** One bit each, in the order of the vocabulary. */
  marks: Uint32Array,
}

export type ColumnName = keyof typeof layout
export type Columns = { [Name in ColumnName]: InstanceType<(typeof layout)[Name]> }

/** Room for sessions below `size`: the id of a session is its index, as ids are given one after the other. */
export function createColumns(size: number, before?: Columns): Columns {
  const entries = Object.entries(layout).map(([name, Column]) => {
    const column = new Column(size)
    // The names are those of the layout on both sides.
    if (before) column.set(before[name as ColumnName] as never)
    return [name, column]
  })
  return Object.fromEntries(entries) as Columns
}
