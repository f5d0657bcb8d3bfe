import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const handshakesRoutes = ({ store, presenter, doorstep }: RouteParts) => ({
  handshakes: {
    watch: os.handshakes.watch.handler(({ signal }) => presenter.handshakeFeed.subscribe(signal)),
    evidence: os.handshakes.evidence.handler(({ input }) => store.handshake(input.id)),
    ports: os.handshakes.ports.handler(() => doorstep.ports()),
  },
})
