export type Cell =
  | { kind: 'text'; value: string | null }
  | { kind: 'number'; value: number | null; places: number }
  /** Epoch milliseconds. */
  | { kind: 'instant'; value: number | null }
  /** Milliseconds. */
  | { kind: 'duration'; value: number | null }
