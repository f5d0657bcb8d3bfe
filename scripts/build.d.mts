/** Builds into out/ when a source changed since the last build that succeeded. */
export function ensureBuilt(): Promise<void>
