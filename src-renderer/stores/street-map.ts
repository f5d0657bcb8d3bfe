import { defineStore } from 'pinia'
import { computed } from 'vue'
import { mostMapBytes } from '#contract/fleet'
import { useLink } from '../link/link'
import { useQuery } from '../link/use-query'

/** The map of streets of the data folder, read in pieces; null: there is none. */
export const useStreetMap = defineStore('street-map', () => {
  const link = useLink()
  const about = useQuery({ load: (client, context) => client.fleet.streetMap(undefined, context) })

  async function read(offset: number, bytes: number): Promise<ArrayBuffer> {
    const parts: Uint8Array<ArrayBuffer>[] = []
    for (let at = 0; at < bytes; at += mostMapBytes) {
      const text = (await link.client.value?.fleet.readStreetMap({ offset: offset + at, bytes: Math.min(mostMapBytes, bytes - at) })) ?? ''
      parts.push(Uint8Array.from(atob(text), (character) => character.charCodeAt(0)))
    }
    return new Blob(parts).arrayBuffer()
  }
  const file = computed(() => (about.value.value === null ? null : { key: `streets-${about.value.value.changedAt}-${about.value.value.bytes}`, read }))
  return { file }
})
