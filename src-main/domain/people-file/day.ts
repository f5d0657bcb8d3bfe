/**
 * An instant from a cell: `2026-12-31`, `31.12.2026`, both also with a time, or whole ISO 8601. A day alone counts
 * whole: as an end it is the midnight after it. Times without a zone are those of this computer. NaN: no instant.
 */
export function instantOfCell(text: string, isEnd: boolean): number {
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text)) {
    const [year, month, day] = text.slice(0, 10).split('-').map(Number)
    return isDay(year, month, day) ? Date.parse(text) : NaN
  }
  const found = /^(?:(\d{4})-(\d\d?)-(\d\d?)|(\d\d?)\.(\d\d?)\.(\d{4}))(?:[T ]([01]\d|2[0-3]):([0-5]\d))?$/.exec(text)
  if (!found) return NaN
  const [, y1, m1, d1, d2, m2, y2, hour, minute] = found
  const [year, month, day] = [Number(y1 ?? y2), Number(m1 ?? m2), Number(d1 ?? d2)]
  if (!isDay(year, month, day)) return NaN
  if (hour !== undefined) return new Date(year, month - 1, day, Number(hour), Number(minute)).getTime()
  return new Date(year, month - 1, day + (isEnd ? 1 : 0)).getTime()
}

/** The thirtieth of February is none. */
function isDay(year = NaN, month = NaN, day = NaN): boolean {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day
}
