import type { StoredSignedValue } from './evidence'
import { readOcmf } from './ocmf'

/** How far a meter had counted with these values. Null: they do not tell. */
export function lastPageOf(values: readonly StoredSignedValue[]): { serial: string | null; counter: string; page: number } | null {
  let last: { serial: string | null; counter: string; page: number } | null = null
  for (const { text, encoding } of values) {
    const record = encoding === 'plain' ? readOcmf(text) : null
    if (record?.page && record.page.number >= (last?.page ?? 0)) {
      last = { serial: record.serial, counter: record.page.counter, page: record.page.number }
    }
  }
  return last
}
