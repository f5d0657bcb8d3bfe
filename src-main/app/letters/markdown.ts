import type { LetterBlock } from '#contract/letter'

/** A letter as Markdown (CommonMark with tables). */
export const markdownOf = (blocks: readonly LetterBlock[]): string => `${blocks.map(written).join('\n\n')}\n`

function written(block: LetterBlock): string {
  switch (block.kind) {
    case 'title':
      return `# ${plain(block.text)}`
    case 'heading':
      return `## ${plain(block.text)}`
    case 'paragraph':
      return block.text.split('\n').map(plain).join('  \n')
    case 'caption':
      return `*${plain(block.text)}*`
    case 'code':
      return `${fenceFor(block.text)}json\n${block.text}\n${fenceFor(block.text)}`
    case 'table': {
      const line = (cells: readonly string[]) => `| ${cells.map((cell) => plain(cell).replaceAll('|', '\\|')).join(' | ')} |`
      const rule = block.heads.map((_, column) => (block.numeric.includes(column) ? '---:' : '---'))
      return [line(block.heads), line(rule), ...block.rows.map(line)].join('\n')
    }
  }
}

/** What a charger says of itself must not become markup. */
const plain = (text: string) => text.replace(/[\\`*_<>[\]#]/g, '\\$&').replace(/[\r\n]+/g, ' ')

/** Longer than any row of backticks in it. */
const fenceFor = (text: string) => '`'.repeat(Math.max(3, ...[...text.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))
