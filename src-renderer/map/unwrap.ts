import type { Feature, FeatureCollection, MultiPolygon, Polygon, Position } from 'geojson'

/**
 * Outlines that cross the date line jump from one edge of the map to the other, which draws a line across the world.
 * They go on beyond 180° instead; the map knows how to show that on both sides.
 */
export function unwrapped(collection: FeatureCollection): FeatureCollection {
  return { ...collection, features: collection.features.map(unwrappedFeature) }
}

function unwrappedFeature(feature: Feature): Feature {
  const { geometry } = feature
  switch (geometry.type) {
    case 'Polygon':
      return { ...feature, geometry: { ...geometry, coordinates: unwrappedPolygon(geometry) } satisfies Polygon }
    case 'MultiPolygon':
      return { ...feature, geometry: { ...geometry, coordinates: geometry.coordinates.map((coordinates) => coordinates.map(unwrappedRing)) } satisfies MultiPolygon }
    default:
      return feature
  }
}

const unwrappedPolygon = ({ coordinates }: Polygon) => coordinates.map(unwrappedRing)

/** A ring around a pole does not close when it is followed on; it stays as it is. */
export function unwrappedRing(ring: readonly Position[]): Position[] {
  let turns = 0
  let before = ring[0]?.[0] ?? 0
  const continued = ring.map(([longitude = 0, latitude = 0]) => {
    if (longitude - before > 180) turns -= 1
    if (longitude - before < -180) turns += 1
    before = longitude
    return [longitude + 360 * turns, latitude]
  })
  return turns === 0 ? continued : [...ring]
}
