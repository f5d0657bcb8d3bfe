import { addProtocol, type LayerSpecification, type SourceSpecification } from 'maplibre-gl'
import { PMTiles, Protocol, type Source, TileType } from 'pmtiles'
import type { MapColors } from './base-style'

/** A file of map tiles that is read in pieces. */
export interface StreetFile {
  /** Another file has another. */
  key: string
  read(offset: number, bytes: number): Promise<ArrayBuffer>
}

export interface Streets {
  source: SourceSpecification
  layers(colors: MapColors): LayerSpecification[]
}

const protocol = new Protocol()
addProtocol('pmtiles', protocol.tile)

/** How the file is drawn; null where it cannot be read. Protomaps and OpenMapTiles name their layers differently. */
export async function streetsOf({ key, read }: StreetFile): Promise<Streets | null> {
  const bytes: Source = { getKey: () => key, getBytes: async (offset, length) => ({ data: await read(offset, length) }) }
  const archive = new PMTiles(bytes)
  protocol.add(archive)
  try {
    const { tileType, minZoom, maxZoom } = await archive.getHeader()
    const source = { url: `pmtiles://${key}`, minzoom: minZoom, maxzoom: maxZoom }
    return tileType === TileType.Mvt
      ? { source: { ...source, type: 'vector' }, layers: vectorLayers }
      : { source: { ...source, type: 'raster', tileSize: 256 }, layers: () => [{ id: 'streets', type: 'raster', source: 'streets' }] }
  } catch {
    return null
  }
}

/** Layers that the file does not have draw nothing. */
function vectorLayers({ sea, border, label, halo }: MapColors): LayerSpecification[] {
  const on = (id: string, layer: string) => ({ id: `streets-${id}`, source: 'streets', 'source-layer': layer })
  const ways = (id: string, layer: string): LayerSpecification => ({
    ...on(id, layer), type: 'line', paint: { 'line-color': border, 'line-width': ['interpolate', ['exponential', 1.6], ['zoom'], 6, 0.5, 18, 10] },
  })
  const names = (id: string, layer: string, along: boolean): LayerSpecification => ({
    ...on(id, layer), type: 'symbol', minzoom: along ? 13 : 6,
    layout: { 'text-field': ['get', 'name'], 'text-size': along ? 10 : 12, 'text-font': ['sans-serif'], 'symbol-placement': along ? 'line' : 'point' },
    paint: { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.2 },
  })
  const areas = (id: string, layer: string, color: string, opacity: number): LayerSpecification => ({
    ...on(id, layer), type: 'fill', paint: { 'fill-color': color, 'fill-opacity': opacity },
  })
  return [
    areas('water', 'water', sea, 1), areas('buildings', 'buildings', border, 0.4), areas('building', 'building', border, 0.4),
    ways('roads', 'roads'), ways('transportation', 'transportation'),
    names('road-names', 'roads', true), names('transportation-names', 'transportation_name', true), names('places', 'places', false), names('place', 'place', false),
  ]
}
