import type { SessionExportPart } from '#contract/session-export'
import { FaultError } from '../../fault-error'
import { os, guarded } from '../os'
import type { RouteParts } from '../route-parts'

export const sessionsRoutes = ({
  clock, store, presenter, qualityDesk, sessionCourses, sessionOwner, sessionOf, streams, by,
}: RouteParts) => ({
  sessions: {
    watchLive: os.sessions.watchLive.handler(({ signal }) => presenter.liveFeed.subscribe(signal)),
    get: os.sessions.get.handler(({ input }) => {
      const session = sessionOf(input.session)
      if (!session) throw new FaultError('SESSION_NOT_FOUND', input)
      return presenter.sessionRow(session)
    }),
    watchCurve: os.sessions.watchCurve.handler(({ input, signal }) => guarded(streams.curve(input.session, signal))),
    samples: os.sessions.samples.handler(({ input }) => store.reader.samples(input.session)),
    course: os.sessions.course.handler(({ input }) => sessionCourses.course(input.session)),
    playback: os.sessions.playback.handler(({ input }) => sessionCourses.playback(input.session)),
    setPerson: os.sessions.setPerson.handler(({ input, context }) => sessionOwner.setPerson(input, by(context))),
    history: os.sessions.history.handler(({ input }) => store.history.page(input)),
    // Its pieces are taken one by one, so whoever cancels costs nothing more.
    export: os.sessions.export.handler(async function* ({ input, signal }): AsyncGenerator<SessionExportPart, void> {
      for await (const part of store.history.export({ filter: input.filter, request: input.file, now: clock.now() })) {
        yield part
        if (signal?.aborted) return
      }
    }),
    summary: os.sessions.summary.handler(({ input }) => store.history.summary(input.filter)),
  },
  desk: {
    watch: os.desk.watch.handler(({ signal }) => presenter.deskFeed.subscribe(signal)),
    evidence: os.desk.evidence.handler(({ input }) => qualityDesk.evidence(input.session)),
    preview: os.desk.preview.handler(({ input }) => qualityDesk.preview(input.session, input.repair)),
    apply: os.desk.apply.handler(({ input, context }) => qualityDesk.apply(input, by(context))),
    applyProposals: os.desk.applyProposals.handler(({ input, context }) => qualityDesk.applyProposals(input.sessions, input.note, by(context))),
    undo: os.desk.undo.handler(({ input, context }) => qualityDesk.undo(input.session, input.note, by(context))),
    audit: os.desk.audit.handler(({ input }) => qualityDesk.audit(input.cursor, input.limit)),
  },
})
