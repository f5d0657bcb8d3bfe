import { ref, type Ref } from 'vue'
import { usePlayback } from './use-playback'
import { usePriceCourse } from './use-price-course'
import { useSessionCourse } from './use-session-course'
import { useSessionCurve } from './use-session-curve'

/** Everything that is shown of one session, live. For a session of another number make another one. */
export function useOpenedSession(id: number, tab: Ref<string | number> = ref('course')) {
  const { session, points, state, fault } = useSessionCurve(id)
  const course = useSessionCourse(id, [session, points])
  const price = usePriceCourse(id, session)
  const playback = usePlayback(id, { points, price })
  return { id, session, points, state, fault, course, price, playback, tab }
}
export type OpenedSession = ReturnType<typeof useOpenedSession>
