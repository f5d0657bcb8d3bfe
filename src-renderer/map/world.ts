import type { Feature, FeatureCollection, MultiLineString, MultiPolygon, Point, Polygon } from 'geojson'
import { feature, mesh } from 'topojson-client'
import type { GeometryCollection, Topology } from 'topojson-specification'
import { unwrapped, unwrappedRing } from './unwrap'

export interface World {
  land: FeatureCollection
  borders: Feature<MultiLineString>
  /** With `id`, the number of ISO 3166, and `name` in English. */
  countries: Label[]
  towns: Label[]
}

interface Label {
  longitude: number
  latitude: number
  /** ISO 3166-1 numeric; null: not in it, or no country. */
  code: string | null
  en: string
  de: string | null
  /** How soon it is shown: 1 first. */
  rank: number
}

type Town = [rank: number, en: string, latitude: number, longitude: number, de?: string]
type Shape = Feature<Polygon | MultiPolygon, { name?: string }>

let loading: Promise<World> | null = null

/** Outlines, borders and names; loaded with the first map, and once. */
export function loadWorld(): Promise<World> {
  loading ??= load()
  return loading
}

async function load(): Promise<World> {
  const [{ default: atlas }, { default: towns }] = await Promise.all([import('world-atlas/countries-50m.json'), import('../../resources/towns.json')])
  // The shape of the file, as its package documents it.
  const topology = atlas as unknown as Topology<{ countries: GeometryCollection<{ name?: string }>; }>
  const shapes = feature(topology, topology.objects.countries).features as Shape[]
  return {
    land: unwrapped(feature(topology, topology.objects.countries)),
    borders: { type: 'Feature', properties: {}, geometry: mesh(topology, topology.objects.countries, (a, b) => a !== b) },
    countries: shapes.map(countryLabel),
    towns: (towns as Town[]).map(([rank, en, latitude, longitude, de]) => ({ rank, en, de: de ?? null, latitude, longitude, code: null })),
  }
}

function countryLabel(shape: Shape): Label {
  const rings = shape.geometry.type === 'Polygon' ? [shape.geometry.coordinates[0]] : shape.geometry.coordinates.map(([outer]) => outer)
  const [largest = { area: 0, x: 0, y: 0 }] = rings.map((ring) => centreOf(unwrappedRing(ring ?? []))).sort((a, b) => b.area - a.area)
  return {
    longitude: largest.x,
    latitude: largest.y,
    code: shape.id === undefined ? null : String(shape.id),
    en: shape.properties.name ?? '',
    de: null,
    rank: largest.area > 120 ? 1 : largest.area > 12 ? 2 : 3,
  }
}

/** The centre of gravity of a ring, and its area in square degrees. */
function centreOf(ring: readonly (readonly number[])[]): { area: number; x: number; y: number } {
  let [area, x, y] = [0, 0, 0]
  for (let at = 0; at + 1 < ring.length; at++) {
    const [[x1 = 0, y1 = 0] = [], [x2 = 0, y2 = 0] = []] = [ring[at], ring[at + 1]]
    const cross = x1 * y2 - x2 * y1
    area += cross / 2
    x += (x1 + x2) * cross
    y += (y1 + y2) * cross
  }
  return area === 0 ? { area: 0, x: ring[0]?.[0] ?? 0, y: ring[0]?.[1] ?? 0 } : { area: Math.abs(area), x: x / (6 * area), y: y / (6 * area) }
}

/** Names in a language; of countries as the browser knows them. */
export function labelsOf(labels: readonly Label[], language: string): FeatureCollection<Point, { name: string; rank: number }> {
  const regions = new Intl.DisplayNames([language], { type: 'region' })
  return {
    type: 'FeatureCollection',
    features: labels.map(({ longitude, latitude, code, en, de, rank }) => ({
      type: 'Feature',
      properties: { name: countryName(regions, code) ?? (language === 'de' ? de : null) ?? en, rank },
      geometry: { type: 'Point', coordinates: [longitude, latitude] },
    })),
  }
}

function countryName(regions: Intl.DisplayNames, code: string | null): string | null {
  if (code === null) return null
  try {
    // Of the number, the locale machinery knows the letters.
    const { region } = new Intl.Locale(`und-${code.padStart(3, '0')}`)
    return region === undefined || /^\d/.test(region) ? null : (regions.of(region) ?? null)
  } catch {
    return null
  }
}
