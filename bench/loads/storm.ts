import { fleet } from './fleet.ts'

export interface Storm {
  kind: 'storm'
  stations: number
}

/**
 * All stations connect at once, as after a power cut, and each is there when its boot was answered. They stay until
 * the process ends, so that the server's memory can be read while it holds them.
 */
export async function runStorm(load: Storm, url: string, failed: (error: Error) => void) {
  const startAt = performance.now()
  await fleet({ url, stations: load.stations, failed })
  return { seconds: (performance.now() - startAt) / 1000 }
}
