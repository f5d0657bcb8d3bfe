import type { EndpointLimits } from '../endpoint'
import { hostSide, type HostSide, openTestEndpoint } from './host-side'
import { connectStation, type StationSide } from './station-side'

interface Setting {
  host?: HostSide
  protocol?: string
  limits?: Partial<EndpointLimits>
}

/** A station with its connection, and the host on the other side. */
export async function connected(options: Setting = {}) {
  const host = options.host ?? hostSide()
  const { url, endpoint, bugs } = await openTestEndpoint(host, options.limits)
  const station = await connectStation(`${url}/CP1`, options.protocol)
  const [connection] = host.connections
  if (connection === undefined) throw new Error('not connected')
  return { host, station, connection, endpoint, bugs, url }
}

export const heartbeatAnswer = (id: string) => `[3,${id},{"currentTime":"2026-01-01T10:00:00.000Z"}]`

/** The codes of all findings, in the order of the frames. */
export const findings = (host: HostSide) =>
  [...host.calls.map(({ frame }) => frame), ...host.frames].flatMap((frame) => frame.findings.map(({ code }) => code))

/** The next CALL that the station gets. */
export async function takeCall(station: StationSide) {
  const text = await station.next()
  const [, id, action, payload] = JSON.parse(text) as [number, string, string, unknown]
  return { id, action, payload }
}
