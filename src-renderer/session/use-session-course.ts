import { useThrottleFn } from '@vueuse/core'
import { watch, type WatchSource } from 'vue'
import { useQuery } from '@/link/use-query'

/** How a session goes over time; asked again, calmly, whenever `changes` says that there is more. */
export function useSessionCourse(id: number, changes: WatchSource[]) {
  const course = useQuery({ load: (client, context) => client.sessions.course({ session: id }, context) })
  watch(changes, useThrottleFn(() => void course.reload(), 2_000, true))
  return course.value
}
