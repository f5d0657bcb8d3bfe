import { shallowRef, watch } from 'vue'
import type { Ref } from 'vue'
import type { JsonObject } from '#contract/read-models'
import type { StationRow } from '#contract/stations'
import { useLink } from '@/link/link'

/**
 * The protocols whose schema the payload breaks: an action of the same name may ask for other fields in another version.
 * One charger of each protocol is enough to ask.
 */
export function useFitting(options: {
  open: Readonly<Ref<boolean>>
  candidates: Readonly<Ref<readonly StationRow[]>>
  action: () => string
  payload: () => JsonObject
}) {
  const link = useLink()
  const misfits = shallowRef<ReadonlySet<string>>(new Set())
  watch([options.open, link.client], async ([isOpen, client]) => {
    if (!isOpen || !client) return
    const ofProtocol = new Map(options.candidates.value.map(({ protocol, station }) => [protocol ?? '', station]))
    const judged = await Promise.all(
      [...ofProtocol].map(async ([protocol, station]) => {
        const input = { station, action: options.action(), payload: options.payload() }
        // Not judged is not unfit: each charger's own answer will tell.
        const issues = await client.stations.checkPayload(input).catch(() => [])
        return issues.length > 0 ? [protocol] : []
      }),
    )
    misfits.value = new Set(judged.flat())
  })
  return misfits
}
