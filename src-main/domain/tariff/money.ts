/**
 * Whole-number arithmetic for money (thousandths of the minor unit), energy (mWh) and time (ms). No quotient is ever kept
 * as a fraction; products beyond 2^53 go through BigInt.
 */

/** `amount x part / whole`, half away from zero. `whole` above 0. */
export function share(amount: number, part: number, whole: number): number {
  const product = amount * part
  if (!Number.isSafeInteger(product)) return divided(BigInt(amount) * BigInt(part), BigInt(whole))
  const rest = product % whole
  // Adding 0 makes -0 the 0 that it is.
  return (product - rest) / whole + (Math.abs(rest) * 2 >= whole ? Math.sign(product) : 0) + 0
}

function divided(numerator: bigint, denominator: bigint): number {
  const rest = numerator % denominator
  const size = rest < 0n ? -rest : rest
  const away = size * 2n >= denominator ? (numerator < 0n ? -1n : 1n) : 0n
  return Number(numerator / denominator + away)
}

/**
 * Shares that are rounded one after the other and still add up to the rounded whole: what was cut off one goes to the
 * next. So a price does not depend on how often a session was cut (at midnight, at a reading).
 */
export function runningShares(whole: number): (amount: number, part: number) => number {
  const divisor = BigInt(whole)
  let exact = 0n
  let given = 0
  return (amount, part) => {
    exact += BigInt(amount) * BigInt(part)
    const total = divided(exact, divisor)
    const next = total - given
    given = total
    return next
  }
}

/**
 * Splits a total by weights so that the parts add up to it: the largest remainders take what is left, the first of equals
 * first. Weights are 0 or more; without any weight the first part takes all.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum === 0) return weights.map((_, index) => (index === 0 ? total : 0))
  const size = BigInt(Math.abs(total))
  const parts = weights.map((weight, index) => {
    const exact = size * BigInt(weight)
    return { index, floor: Number(exact / BigInt(sum)), rest: exact % BigInt(sum) }
  })
  let left = Math.abs(total) - parts.reduce((all, { floor }) => all + floor, 0)
  for (const part of [...parts].sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1))) {
    if (left === 0) break
    part.floor += 1
    left -= 1
  }
  return parts.map(({ floor }) => Math.sign(total) * floor + 0)
}

const minorUnits = new Map<string, number>()

/** Digits of the minor unit: 2 for EUR, 0 for JPY, 3 for KWD. */
export function minorDigits(currency: string): number {
  const known = minorUnits.get(currency)
  if (known !== undefined) return known
  const digits = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
  minorUnits.set(currency, digits)
  return digits
}

/** Money is counted in thousandths of the minor unit. */
export const MINOR_UNIT = 1000

/** To the minor unit, half away from zero; still in thousandths of it. */
export const roundedToMinor = (money: number): number => share(money, 1, MINOR_UNIT) * MINOR_UNIT
