const entities: Record<string, string> = { '&lt;': '<', '&gt;': '>', '&amp;': '&', '&quot;': '"', '&#xD;': ' ' }

/**
 * The description of a field for a person to read; empty where nothing is left. The published ones are excerpts of the
 * specification's source: with its markup, references, pictures, and in 2.0.1 the field's place in another model.
 */
export function proseOf(description: string): string {
  return description
    .replace(/&(?:lt|gt|amp|quot|#xD);/g, (entity) => entities[entity] ?? entity)
    .replace(/^[\s\S]*?\burn:x-\S+/, '')
    .replace(/image::\S*\[[^\]]*\]/g, '')
    .replace(/<<([^,>]+)(?:,\s*([^>]+))?>>/g, (_, target: string, name?: string) => name ?? target)
    .replace(/(^|[\s(])([*_])(?=\S)([^*_]*\S)\2(?=$|[\s).,:;])/g, '$1$3')
    .replace(/ \+(?=\r?\n|$)/g, '')
    .replace(/\s+/g, ' ')
    .trim()
}
