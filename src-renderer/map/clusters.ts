import Supercluster from 'supercluster'
import type { Location } from './locations'

/** What stands so near to each other that it is drawn as one; a single location is a pin. */
export interface Spot {
  key: string
  longitude: number
  latitude: number
  stations: readonly string[]
  /** The zoom at which it falls apart; null: a pin, which does not. */
  splitsAt: number | null
}

export type Bounds = [west: number, south: number, east: number, north: number]

export interface ClusterIndex {
  spots(bounds: Bounds, zoom: number): Spot[]
}

const radiusPx = 56
/** Streets are told apart there; whatever is still nearer stands at one place. */
const deepestZoom = 18

/** Stations by their place, clustered for each zoom. Made once for a set of places: what happens there changes nothing in it. */
export function clusterIndex(locations: readonly Location[]): ClusterIndex {
  const index = new Supercluster<Location>({ radius: radiusPx, maxZoom: deepestZoom })
  index.load(locations.map((location) => ({
    type: 'Feature', properties: location, geometry: { type: 'Point', coordinates: [location.longitude, location.latitude] },
  })))
  const members = new Map<number, readonly string[]>()
  const membersOf = (cluster: number) => {
    const known = members.get(cluster) ?? index.getLeaves(cluster, Infinity).flatMap(({ properties }) => properties.stations)
    members.set(cluster, known)
    return known
  }

  return {
    spots: (bounds, zoom) => index.getClusters(bounds, Math.floor(zoom)).map(({ properties, geometry }): Spot => {
      const [longitude = 0, latitude = 0] = geometry.coordinates
      if (!('cluster_id' in properties)) return { key: properties.key, longitude, latitude, stations: properties.stations, splitsAt: null }
      const id = properties.cluster_id
      return { key: `cluster ${id}`, longitude, latitude, stations: membersOf(id), splitsAt: index.getClusterExpansionZoom(id) }
    }),
  }
}
