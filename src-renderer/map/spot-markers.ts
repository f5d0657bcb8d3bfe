import { type Map as GlMap, Marker } from 'maplibre-gl'
import type { PieName } from '#contract/fleet'
import type { ClusterIndex, Spot } from './clusters'
import type { Counts } from './locations'
import { markerSvg } from './marker-pie'

export interface SpotMarkers {
  /** Other places, other counts, or another part of the map. */
  draw(): void
  clear(): void
}

interface Drawn {
  marker: Marker
  spot: Spot
  look: string
}

/** A button on the map for each spot in view: a small pie, or a pin. */
export function spotMarkers(map: GlMap, of: {
  pie: PieName
  index: () => ClusterIndex
  counts: (stations: readonly string[]) => Counts
  labelOf: (spot: Spot, counts: Counts) => string
  open: (spot: Spot, element: HTMLElement) => void
}): SpotMarkers {
  const drawn = new Map<string, Drawn>()

  function add(spot: Spot): Drawn {
    const element = document.createElement('button')
    element.type = 'button'
    element.className = spot.splitsAt === null ? 'map-spot map-pin' : 'map-spot'
    const marker = new Marker({ element, anchor: spot.splitsAt === null ? 'bottom' : 'center' }).setLngLat([spot.longitude, spot.latitude]).addTo(map)
    const entry: Drawn = { marker, spot, look: '' }
    element.addEventListener('click', (event) => {
      event.stopPropagation()
      of.open(entry.spot, element)
    })
    drawn.set(spot.key, entry)
    return entry
  }

  function show(entry: Drawn, counts: Counts) {
    const look = JSON.stringify(counts)
    if (look === entry.look) return
    entry.look = look
    const element = entry.marker.getElement()
    element.innerHTML = markerSvg({ pie: of.pie, counts, isPin: entry.spot.splitsAt === null })
    const label = of.labelOf(entry.spot, counts)
    element.setAttribute('aria-label', label)
    element.title = label
  }

  return {
    draw() {
      const bounds = map.getBounds()
      const spots = of.index().spots([bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()], map.getZoom())
      const inView = new Set(spots.map(({ key }) => key))
      for (const [key, { marker }] of drawn) {
        if (inView.has(key)) continue
        marker.remove()
        drawn.delete(key)
      }
      for (const spot of spots) {
        const entry = drawn.get(spot.key) ?? add(spot)
        entry.spot = spot
        show(entry, of.counts(spot.stations))
      }
    },
    clear() {
      for (const { marker } of drawn.values()) marker.remove()
      drawn.clear()
    },
  }
}
