import type { CurvePoint, SessionRow } from '#contract/sessions'
import { shallowRef } from 'vue'
import { mergeCurve } from '@/charts/curve'
import { useLink, type Link } from '@/link/link'
import { useEventFeed } from '@/link/use-feed'

/** A session with its curve: grows while it runs, and is whole at once when it has ended. */
export function useSessionCurve(id: number, link: Link = useLink()) {
  const session = shallowRef<SessionRow | null>(null)
  const points = shallowRef<readonly CurvePoint[]>([])
  const feed = useEventFeed({
    open: (client, context) => client.sessions.watchCurve({ session: id }, context),
    onEvent: (event) => {
      session.value = event.session
      points.value = mergeCurve(points.value, event)
    },
    link,
  })
  return { session, points, ...feed }
}
