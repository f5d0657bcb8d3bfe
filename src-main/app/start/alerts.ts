import type { LinkWatch } from '../link-watch'
import { createAlerts } from '../alerts/alerts'
import type { Session } from '../../domain/session'
import { createKpiStations } from '../kpi/kpi-stations'
import type { Pricing } from '../pricing/pricing'
import type { Security } from '../security/security'
import type { Ground, World } from './ground'

/** What watches, and tells people. It asks the others only when it looks. */
export function startAlerts(parts: Ground & {
  links: LinkWatch
  world: Pick<World, 'senders' | 'secretKeeper' | 'secrets' | 'space'>
  security: () => Security
  pricing: () => Pricing
  limitAmps: (session: Session) => number | null
}) {
  const { senders, secretKeeper, secrets, space } = parts.world
  return createAlerts({
    ...parts,
    senders,
    space,
    secrets: secretKeeper,
    newKey: () => secrets.make().slice(0, 22),
    kpiStations: createKpiStations(parts.set),
    certificates: () => parts.security().certificates(),
    connects: parts.links.connects,
    price: (session) => parts.pricing().shown(session),
  })
}
