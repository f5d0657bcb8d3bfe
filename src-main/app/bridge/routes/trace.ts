import type { TraceFilter } from '#contract/api/trace'
import type { TraceExportPart } from '#contract/trace'
import { FaultError } from '../../fault-error'
import { os } from '../os'
import type { RouteParts } from '../route-parts'

export const traceRoutes = ({ clock, store, streams }: RouteParts) => ({
  trace: {
    watch: os.trace.watch.handler(({ input, signal }) => streams.trace(input.filter, signal)),
    page: os.trace.page.handler(({ input }) => store.trace.page(input)),
    frame: os.trace.frame.handler(({ input }) => store.trace.frame(input.id)),
    line: os.trace.line.handler(({ input }) => store.trace.line(input.id)),
    partner: os.trace.partner.handler(({ input }) => store.trace.partner(input.id)),
    // Its pieces are taken one by one, so whoever cancels costs nothing more.
    export: os.trace.export.handler(async function* ({ input, signal }): AsyncGenerator<TraceExportPart, void> {
      // What comes in meanwhile is not part of it, or it would never end on a busy depot.
      const filter: TraceFilter = { ...input.filter, to: Math.min(input.filter.to ?? Infinity, clock.now()) }
      let cursor: string | null = null
      do {
        const { next, ...part } = await store.trace.export({ filter, format: input.format, cursor })
        yield part
        cursor = next
      } while (cursor !== null && !signal?.aborted)
    }),
    kept: os.trace.kept.handler(() => store.trace.kept()),
    bookmarks: os.trace.bookmarks.handler(() => store.trace.bookmarks()),
    mark: os.trace.mark.handler(({ input }) => {
      if (!store.bookmarks.save({ frame: input.id, note: input.note, at: clock.now() })) throw new FaultError('FRAME_GONE', { frame: input.id })
    }),
    unmark: os.trace.unmark.handler(({ input }) => store.bookmarks.remove(input.id)),
  },
})
