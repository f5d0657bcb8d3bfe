import { boot, connect, type RawStation } from '../raw-station.ts'

/** Connects and boots stations, all at once. */
export function fleet(options: {
  url: string
  stations: number
  failed: (error: Error) => void
}): Promise<RawStation[]> {
  const { url, stations, failed } = options
  return Promise.all(
    Array.from({ length: stations }, async (_, index) => {
      const station = await connect(url, `BENCH-${stations}-${index}`, failed)
      await boot(station)
      return station
    }),
  )
}
