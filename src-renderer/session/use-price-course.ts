import { useThrottleFn } from '@vueuse/core'
import { type Ref, watch } from 'vue'
import type { SessionRow } from '#contract/sessions'
import { useQuery } from '@/link/use-query'

/** Pricing a long session at many instants takes a while, and a line grows no faster than one can see. */
const AGAIN_MS = 10_000

/** What a session cost over time; of a running one asked again while its price goes on. */
export function usePriceCourse(id: number, session: Readonly<Ref<SessionRow | null>>) {
  const course = useQuery({ load: (client, context) => client.pricing.course({ session: id }, context) })
  watch(() => session.value?.price, (now, before) => {
    if (now?.amount !== before?.amount || now?.isFinal !== before?.isFinal) void reloadCalmly()
  })
  const reloadCalmly = useThrottleFn(() => course.reload(), AGAIN_MS, true)
  return course.value
}
