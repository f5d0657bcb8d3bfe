import type { Alignment, Content } from 'pdfmake'
import type { LetterBlock } from '#contract/letter'
import type { LetterPress } from '../app/letter-ports'
import { printer } from './printer'

/** Letters as PDF: A4, page numbers, long frames broken over lines. */
export function createLetterPress(): LetterPress {
  return {
    async pdf(blocks, title) {
      const pdfmake = await printer()
      return pdfmake
        .createPdf({
          info: { title, creator: 'Plugboard', producer: 'Plugboard' },
          pageSize: 'A4',
          pageMargins: [56, 56, 56, 56],
          defaultStyle: { font: 'Roboto', fontSize: 10, lineHeight: 1.2 },
          footer: (page, pages) => ({ text: `${page} / ${pages}`, alignment: 'center', fontSize: 8, color: '#555555', margin: [0, 20, 0, 0] }),
          // No heading stands alone at the foot of a page.
          pageBreakBefore: (node, nodes) => node.headlineLevel === 1 && nodes.getFollowingNodesOnPage().length < 3,
          content: blocks.map(contentOf),
        })
        .getBuffer() as Promise<Buffer>
    },
  }
}

function contentOf(block: LetterBlock): Content {
  switch (block.kind) {
    case 'title':
      return { text: block.text, fontSize: 16, bold: true, margin: [0, 0, 0, 10] }
    case 'heading':
      return { text: block.text, fontSize: 12, bold: true, margin: [0, 12, 0, 4], headlineLevel: 1 }
    case 'paragraph':
      return { text: block.text, margin: [0, 0, 0, 6] }
    case 'caption':
      return { text: block.text, fontSize: 9, color: '#555555', margin: [0, 2, 0, 2] }
    case 'code':
      return {
        table: { widths: ['*'], body: [[{ text: breakable(block.text), font: 'Courier', fontSize: 8, lineHeight: 1.15 }]] },
        layout: { hLineWidth: () => 0, vLineWidth: () => 0, fillColor: () => '#f1f3f5', paddingLeft: () => 6, paddingRight: () => 6, paddingTop: () => 4, paddingBottom: () => 4 },
        margin: [0, 0, 0, 8],
      }
    case 'table':
      return {
        table: {
          headerRows: 1,
          widths: block.heads.map((_, column) => (column === widest(block) ? '*' : 'auto')),
          body: [
            block.heads.map((text, column) => ({ text, bold: true, fontSize: 9, alignment: alignmentOf(block, column) })),
            ...block.rows.map((row) => row.map((text, column) => ({ text, fontSize: 9, alignment: alignmentOf(block, column) }))),
          ],
        },
        layout: 'lightHorizontalLines',
        margin: [0, 2, 0, 8],
      }
  }
}

type Table = Extract<LetterBlock, { kind: 'table' }>

const alignmentOf = ({ numeric }: Table, column: number): Alignment => (numeric.includes(column) ? 'right' : 'left')

/** The column with the longest texts takes the room that the others leave. */
function widest({ heads, rows }: Table): number {
  const lengths = heads.map((head, column) => Math.max(head.length, ...rows.map((row) => row[column]?.length ?? 0)))
  return lengths.indexOf(Math.max(...lengths))
}

const LINE = 92

/** Frames have few blanks to break at, and the built-in font of code has Latin letters only: JSON has escapes for others. */
function breakable(text: string): string {
  const latin = text.replace(/[^\n\x20-\x7e\xa0-\xff]/g, (letter) => `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`)
  return latin
    .split('\n')
    .flatMap((line) => line.match(new RegExp(`.{1,${LINE}}`, 'g')) ?? [''])
    .join('\n')
}
