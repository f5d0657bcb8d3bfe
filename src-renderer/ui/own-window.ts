import type { RouteLocationNormalizedLoaded } from 'vue-router'

interface Place {
  path: string
  query: RouteLocationNormalizedLoaded['query']
}

/** A view in a window of its own; in a browser a window without its bars. */
export function openOwnWindow({ path, query }: Place, { width, height }: { width: number; height: number }): void {
  const asked = new URLSearchParams({ ...(query as Record<string, string>), window: '1' })
  window.open(`#${path}?${asked}`, '_blank', `popup,width=${width},height=${height}`)
}
