import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const traceRoutes = ({ store, streams }: RouteParts) => ({
  trace: {
    watch: os.trace.watch.handler(({ input, signal }) => streams.trace(input.filter, signal)),
    page: os.trace.page.handler(({ input }) => store.reader.trace(input.filter, input.cursor, input.limit)),
    frame: os.trace.frame.handler(({ input }) => store.reader.frame(input.id)),
  },
})
