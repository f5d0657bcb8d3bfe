import { os } from './os'
import type { RouteParts, Services } from './route-parts'
import { accessRoutes } from './routes/access'
import { alertsRoutes } from './routes/alerts'
import { appRoutes } from './routes/app'
import { billsRoutes } from './routes/bills'
import { chargingRoutes } from './routes/charging'
import { configurationRoutes } from './routes/configuration'
import { fleetRoutes } from './routes/fleet'
import { handshakesRoutes } from './routes/handshakes'
import { kpiRoutes } from './routes/kpi'
import { organisationRoutes } from './routes/organisation'
import { peopleRoutes } from './routes/people'
import { plansRoutes } from './routes/plans'
import { pricingRoutes } from './routes/pricing'
import { recordRoutes } from './routes/record'
import { reportsRoutes } from './routes/reports'
import { sessionsRoutes } from './routes/sessions'
import { signedRoutes } from './routes/signed'
import { securityRoutes } from './routes/security'
import { stationsRoutes } from './routes/stations'
import { traceRoutes } from './routes/trace'
import { transfersRoutes } from './routes/transfers'
import { createStreams } from './streams'

/** The contract, implemented. Both hosts serve this one router. */
export function createRouter(services: Services) {
  const parts: RouteParts = {
    ...services,
    streams: createStreams(services),
    by: ({ caller }) => (caller ? `token:${caller.name}` : services.info().host === 'desktop' ? 'desktop' : 'browser'),
  }
  return os.router({
    ...appRoutes(parts),
    ...fleetRoutes(parts),
    ...plansRoutes(parts),
    ...handshakesRoutes(parts),
    ...stationsRoutes(parts),
    ...recordRoutes(parts),
    ...configurationRoutes(parts),
    ...chargingRoutes(parts),
    ...reportsRoutes(parts),
    ...sessionsRoutes(parts),
    ...traceRoutes(parts),
    ...transfersRoutes(parts),
    ...organisationRoutes(parts),
    ...securityRoutes(parts),
    ...peopleRoutes(parts),
    ...accessRoutes(parts),
    ...alertsRoutes(parts),
    ...pricingRoutes(parts),
    ...signedRoutes(parts),
    ...kpiRoutes(parts),
    ...billsRoutes(parts),
  })
}
