/** What a field of date and time holds for an instant, in the viewer's zone; empty for none. */
export function toLocalTime(at: number | null): string {
  if (at === null) return ''
  const local = new Date(at - new Date(at).getTimezoneOffset() * 60_000)
  return local.toISOString().slice(0, 16)
}

/** The instant that such a field means; null: empty or unreadable. */
export function fromLocalTime(text: string): number | null {
  const at = text === '' ? NaN : new Date(text).getTime()
  return Number.isFinite(at) ? at : null
}
