/** No message of any version is nested deeper than ten. */
const DEEPEST = 64

const QUOTE = 0x22
const BACKSLASH = 0x5c

/**
 * Is the text nested so deeply that it can only be meant to hurt? Looked at before it is parsed: what walks over a value
 * afterwards (a schema, a copy, a writer) goes as deep as the value does, and ends the process where the stack ends.
 */
export function isTooDeep(text: string): boolean {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const code = text.charCodeAt(at)
    if (code === QUOTE) at = endOfString(text, at)
    // [ and {
    else if (code === 0x5b || code === 0x7b) depth++
    else if (code === 0x5d || code === 0x7d) depth--
    if (depth > DEEPEST) return true
  }
  return false
}

function endOfString(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); end !== -1; end = text.indexOf('"', end + 1)) {
    let escapes = 0
    while (text.charCodeAt(end - 1 - escapes) === BACKSLASH) escapes++
    if (escapes % 2 === 0) return end
  }
  return text.length
}
