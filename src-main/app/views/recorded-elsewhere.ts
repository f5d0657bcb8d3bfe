import type { RecordedElsewhere } from '#contract/compatibility'
import type { StationRecipe } from '#contract/transfers'
import type { Station } from '../../domain/station'

/** The fields of the compatibility record that are kept where they are used (quirks A02, D01, F11, K04). */
export function recordedElsewhereOf(
  station: Station,
  of: { recipe: StationRecipe; remoteToken: string | null; commonRemoteToken: string },
): RecordedElsewhere[] {
  const { recipe, remoteToken, commonRemoteToken } = of
  const lacks = station.unsupported.filter(({ firmware }) => firmware === station.firmware)
  return [
    { field: 'uploadUrl', values: [recipe.scheme, recipe.target], source: recipe.source === 'user' ? 'set' : recipe.source, from: null },
    { field: 'remoteIdTag', values: [remoteToken ?? commonRemoteToken], source: remoteToken === null ? 'default' : 'set', from: null },
    {
      field: 'unsupportedActions',
      values: lacks.map(({ action }) => action),
      source: lacks.length === 0 ? 'default' : 'learned',
      from: lacks.find(({ from }) => from !== undefined)?.from ?? null,
    },
  ]
}
