/** Texts that come again and again, by number. 0: none. */
export interface Dictionary {
  code(text: string | null): number
  /** 0: no session has it. */
  find(text: string): number
  /** By code; the first is no text. */
  texts: readonly string[]
}

export function createDictionary(): Dictionary {
  const texts = ['']
  const codes = new Map<string, number>()
  return {
    texts,
    find: (text) => codes.get(text) ?? 0,
    code(text) {
      if (text === null) return 0
      const known = codes.get(text)
      if (known !== undefined) return known
      codes.set(text, texts.length)
      return texts.push(text) - 1
    },
  }
}
