import { computed, ref, watch } from 'vue'
import type { ChargingProfile, ChargingView, ProfileRow, ProfileTarget, RateUnit } from '#contract/charging'
import { useCommand } from '@/link/use-command'
import { useValueFeed } from '@/link/use-feed'

/** The profiles of one charger and all that can be done about them. */
export function useCharging(station: string) {
  const feed = useValueFeed<ChargingView>({ open: (client, context) => client.charging.watch({ station }, context) })
  const view = feed.value
  const evse = ref(0)
  // A charger with one connector has no choice to make: what limits the connector is what one wants to see.
  const stop = watch(view, (now) => {
    if (!now) return
    evse.value = now.places.find((place) => place.session !== null)?.evse ?? now.places[1]?.evse ?? 0
    queueMicrotask(() => stop())
  })
  const place = computed(() => view.value?.places.find((one) => one.evse === evse.value) ?? null)
  return {
    view,
    state: feed.state,
    fault: feed.fault,
    evse,
    place,
    standing: computed(() => (view.value?.rows ?? []).filter(({ endedAt }) => endedAt === null)),
    ended: computed(() => (view.value?.rows ?? []).filter(({ endedAt }) => endedAt !== null)),
    read: useCommand((client) => client.charging.read({ station })),
    set: useCommand((client, target: ProfileTarget, profile: ChargingProfile) => client.charging.set({ station, target, profile })),
    clear: useCommand((client, profile: number | null) => client.charging.clear({ station, profile })),
    copy: useCommand((client, { profile }: ProfileRow, stations: string[]) => client.charging.copy({ station, profile, stations })),
  }
}

/** One value for a charger, a connector or a session. */
export function useLimit(station: string) {
  return {
    set: useCommand((client, order: { target: ProfileTarget; limit: number; unit: RateUnit; whenZero: 'minimum' | 'stop' }) =>
      client.charging.limit({ station, ...order })),
    remove: useCommand((client, target: ProfileTarget) => client.charging.removeLimit({ station, target })),
  }
}
