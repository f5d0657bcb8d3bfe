/** Columns as wide as their content; without the control characters that a charger could send to a terminal. */
export function table(heading: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [heading, ...rows].map((row) => row.map(printable))
  const widths = heading.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines.map((line) => `${line.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  ').trimEnd()}\n`).join('')
}

// eslint-disable-next-line no-control-regex -- control characters are what is replaced
export const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f]/g, '·')

/** By the clock of this computer, as a person reads it; `--json` has epoch milliseconds. */
export function instant(at: number | null): string {
  if (at === null) return ''
  const time = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${time.getFullYear()}-${two(time.getMonth() + 1)}-${two(time.getDate())}`
  return `${day} ${two(time.getHours())}:${two(time.getMinutes())}:${two(time.getSeconds())}`
}
