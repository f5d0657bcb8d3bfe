import { useRafFn } from '@vueuse/core'
import { computed, ref, type Ref } from 'vue'
import type { PriceCourse } from '#contract/pricing'
import type { CurvePoint } from '#contract/sessions'
import { useQuery } from '@/link/use-query'
import { figuresThen } from './frame-at'

export const speeds = [1, 10, 60, 300, 600] as const

/** A cursor that runs over an ended session. */
export function usePlayback(id: number, { points, price }: { points: Readonly<Ref<readonly CurvePoint[]>>; price: Readonly<Ref<PriceCourse | null>> }) {
  const isOpen = ref(false)
  const frames = useQuery({ load: (client, context) => client.sessions.playback({ session: id }, context), active: isOpen })
  const from = computed(() => frames.value.value?.at(0)?.at ?? 0)
  const to = computed(() => frames.value.value?.at(-1)?.at ?? 0)
  /** Since the start. */
  const elapsedMs = ref(0)
  const speed = ref<(typeof speeds)[number]>(60)
  const lengthMs = computed(() => to.value - from.value)
  const { pause, resume, isActive: isPlaying } = useRafFn(({ delta }) => {
    elapsedMs.value = Math.min(lengthMs.value, elapsedMs.value + delta * speed.value)
    if (elapsedMs.value >= lengthMs.value) pause()
  }, { immediate: false })

  function toggle() {
    if (isPlaying.value) return pause()
    if (elapsedMs.value >= lengthMs.value) elapsedMs.value = 0
    resume()
  }
  function open() {
    isOpen.value = true
    elapsedMs.value = 0
  }
  function close() {
    pause()
    isOpen.value = false
  }
  const isReady = computed(() => isOpen.value && lengthMs.value > 0)
  const at = computed(() => (isReady.value ? from.value + elapsedMs.value : null))
  const then = computed(() => (at.value === null ? null : figuresThen({ frames: frames.value.value ?? [], points: points.value, price: price.value }, at.value)))
  return { isOpen, isReady, isPlaying, elapsedMs, lengthMs, speed, at, then, fault: frames.fault, open, close, toggle }
}
export type Playback = ReturnType<typeof usePlayback>
