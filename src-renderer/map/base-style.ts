import type { ExpressionSpecification, LayerSpecification, StyleSpecification } from 'maplibre-gl'
import type { Streets } from './streets'
import { labelsOf, type World } from './world'

export interface MapColors {
  sea: string
  land: string
  border: string
  label: string
  halo: string
}

export const mapVariables: Record<keyof MapColors, string> = {
  sea: '--map-sea', land: '--map-land', border: '--map-border', label: '--map-label', halo: '--map-land',
}

/** The world without any network: outlines, borders, names of countries and towns. */
export function baseStyle(world: World, { colors, language, streets }: { colors: MapColors; language: string; streets: Streets | null }): StyleSpecification {
  return {
    version: 8,
    sources: {
      land: { type: 'geojson', data: world.land },
      borders: { type: 'geojson', data: world.borders },
      countries: { type: 'geojson', data: labelsOf(world.countries, language) },
      towns: { type: 'geojson', data: labelsOf(world.towns, language) },
      ...(streets && { streets: streets.source }),
    },
    layers: [
      { id: 'sea', type: 'background', paint: { 'background-color': colors.sea } },
      { id: 'land', type: 'fill', source: 'land', paint: { 'fill-color': colors.land } },
      { id: 'coasts', type: 'line', source: 'land', paint: { 'line-color': colors.border, 'line-width': 0.5 } },
      { id: 'borders', type: 'line', source: 'borders', paint: { 'line-color': colors.border, 'line-width': ['interpolate', ['linear'], ['zoom'], 1, 0.5, 6, 1.4] } },
      ...(streets?.layers(colors) ?? []),
      townDots(colors),
      ...labelLayers(colors),
    ],
  }
}

const fromRank: ExpressionSpecification = ['step', ['zoom'], 1, 3, 2, 4.5, 3]
const townRank: ExpressionSpecification = ['step', ['zoom'], 0, 2.2, 1, 3.4, 2, 4.8, 3]

const townDots = ({ label }: MapColors): LayerSpecification => ({
  id: 'town-dots', type: 'circle', source: 'towns', filter: ['<=', ['get', 'rank'], townRank],
  paint: { 'circle-radius': 2, 'circle-color': label, 'circle-opacity': 0.7 },
})

function labelLayers({ label, halo }: MapColors): LayerSpecification[] {
  const paint = { 'text-color': label, 'text-halo-color': halo, 'text-halo-width': 1.2 }
  return [
    {
      id: 'towns', type: 'symbol', source: 'towns', filter: ['<=', ['get', 'rank'], townRank], paint,
      layout: {
        'text-field': ['get', 'name'], 'text-size': 11, 'text-font': ['sans-serif'], 'text-anchor': 'left', 'text-offset': [0.5, 0],
        'symbol-sort-key': ['get', 'rank'],
      },
    },
    {
      id: 'countries', type: 'symbol', source: 'countries', filter: ['<=', ['get', 'rank'], fromRank], maxzoom: 8,
      paint: { ...paint, 'text-opacity': 0.75 },
      layout: { 'text-field': ['get', 'name'], 'text-size': 12, 'text-font': ['sans-serif'], 'text-letter-spacing': 0.06, 'text-max-width': 7, 'symbol-sort-key': ['get', 'rank'] },
    },
  ]
}
