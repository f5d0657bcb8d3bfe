import type { StationPorts } from './app/security-ports'
import type { Endpoint } from './ocpp/endpoint'
import type { OpenListener } from './ocpp/listener'
import type { ListenerKind } from '#contract/security'

/** The listeners of an endpoint, one of each kind. */
export function stationPorts(endpoint: Endpoint, at: { host: string; ports: Readonly<Record<ListenerKind, number>> }): StationPorts {
  const open = new Map<ListenerKind, OpenListener>()
  return {
    async open(kind, tls) {
      const listener = await endpoint.open({ host: at.host, port: at.ports[kind], kind, ...(tls === null ? {} : { tls }) })
      open.set(kind, listener)
      return listener.port
    },
    renew: (kind, tls) => open.get(kind)?.renew(tls),
    async shut(kind) {
      const listener = open.get(kind)
      open.delete(kind)
      if (listener) await endpoint.shut(listener)
    },
  }
}
