import type { TransferRow } from '#contract/transfers'

/** Received, or read by the charger. */
export const bytesOf = (row: TransferRow): number =>
  row.kind === 'firmware' ? row.sentBytes : row.files.reduce((sum, file) => sum + file.bytes, 0)

/** What the charger said last, in its own word. */
export const lastWord = (row: TransferRow): string => row.statuses.at(-1)?.status ?? row.answer ?? ''

/** Per cent; null where the end is not known. */
export const progressOf = (row: TransferRow): number | null =>
  row.totalBytes === null || row.totalBytes === 0 ? null : Math.floor((100 * row.sentBytes) / row.totalBytes)
