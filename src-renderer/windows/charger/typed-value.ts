interface Range {
  min: number
  max: number
}

/** A number as a person types it, with a point or a comma; null: it is none, or out of range. */
export function readNumber(text: string, { min, max, step = 1 }: Range & { step?: number }): number | null {
  const trimmed = text.trim().replace(',', '.')
  const value = trimmed === '' ? Number.NaN : Number(trimmed)
  return value >= min && value <= max && (step < 1 || Number.isInteger(value)) ? value : null
}

/** "6, 8; 10.5": numbers in rising order. A decimal comma would be ambiguous here. */
export function readNumbers(text: string, range: Range): number[] | null {
  const words = text.split(/[,;\s]+/).filter((word) => word !== '')
  const numbers = words.map((word) => readNumber(word, { ...range, step: 0.1 }))
  return numbers.some((number) => number === null) ? null : [...new Set(numbers as number[])].sort((a, b) => a - b)
}
