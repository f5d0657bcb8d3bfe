/** `2026-03`, where the window is. */
export function monthNow(now = new Date()): string {
  return `${now.getFullYear()}-${String(now.getMonth() + 1).padStart(2, '0')}`
}

export function rangeOfMonth(month: string): { from: number; to: number } {
  const [year = 1970, number = 1] = month.split('-').map(Number)
  return { from: Math.max(0, new Date(year, number - 1, 1).getTime()), to: Math.max(1, new Date(year, number, 1).getTime()) }
}
