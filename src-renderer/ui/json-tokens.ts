/** A piece of JSON text with its role, for colouring. */
export interface JsonToken {
  role: 'key' | 'string' | 'number' | 'word' | 'plain'
  text: string
}

const pattern = /("(?:\\.|[^"\\])*")(\s*:)?|(-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?)|\b(true|false|null)\b/g

/** Cuts JSON text into coloured pieces; together they are the text again. Reads broken JSON as well as it can. */
export function jsonTokens(text: string): JsonToken[] {
  const tokens: JsonToken[] = []
  let end = 0
  for (const match of text.matchAll(pattern)) {
    if (match.index > end) tokens.push({ role: 'plain', text: text.slice(end, match.index) })
    const [whole, string, colon, number] = match
    if (string !== undefined) {
      tokens.push({ role: colon === undefined ? 'string' : 'key', text: string })
      if (colon !== undefined) tokens.push({ role: 'plain', text: colon })
    } else {
      tokens.push({ role: number === undefined ? 'word' : 'number', text: whole })
    }
    end = match.index + whole.length
  }
  if (end < text.length) tokens.push({ role: 'plain', text: text.slice(end) })
  return tokens
}

/**
 * The text with line breaks and indentation, every number as it was written: parsing would round integers above 2^53
 * (quirk F09). Null: this is not JSON.
 */
export function prettyJson(text: string): string | null {
  try {
    JSON.parse(text)
  } catch {
    return null
  }
  const pieces: string[] = []
  let depth = 0
  let isJustOpened = false
  const breakLine = () => pieces.push(`\n${'  '.repeat(depth)}`)
  const write = (piece: string) => {
    if (isJustOpened) breakLine()
    isJustOpened = false
    pieces.push(piece)
  }
  for (const { role, text: piece } of jsonTokens(text)) {
    if (role !== 'plain') {
      write(piece)
      continue
    }
    for (const sign of piece.replace(/\s/g, '')) {
      if (sign === '{' || sign === '[') {
        write(sign)
        depth += 1
        isJustOpened = true
      } else if (sign === '}' || sign === ']') {
        depth -= 1
        if (!isJustOpened) breakLine()
        isJustOpened = false
        pieces.push(sign)
      } else {
        pieces.push(sign === ':' ? ': ' : sign)
        if (sign === ',') breakLine()
      }
    }
  }
  return pieces.join('')
}
