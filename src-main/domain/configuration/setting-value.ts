/**
 * Names and values of settings as stations mean them rather than as they spell them (quirk K02).
 */

/** Names are compared without case. */
export const settingKey = (name: string): string => name.trim().toLowerCase()

/** Words off the standard, by the last part of the name in lower case. */
const aliases: Record<string, Record<string, string>> = {
  chargingscheduleallowedchargingrateunit: { w: 'power', a: 'current', watt: 'power', ampere: 'current' },
  rateunit: { power: 'w', current: 'a', watt: 'w', ampere: 'a' },
}

const yes = new Set(['true', 'yes', 'on', 'enabled'])
const no = new Set(['false', 'no', 'off', 'disabled'])
const number = /^[+-]?\d+(?:\.\d+)?$/

/** Do two texts mean the same value of the setting? Null: there is none. */
export function isSameValue(name: string, one: string | null, other: string | null): boolean {
  if (one === other) return true
  if (one === null || other === null) return (one ?? other ?? '').trim() === ''
  return meant(name, one) === meant(name, other)
}

/** Lists without blanks, numbers without needless digits, booleans and units in one spelling. */
function meant(name: string, value: string): string {
  const words = aliases[lastPart(name)]
  return value
    .split(',')
    .map((part) => {
      // Some put quotes around a list, or around each of its entries (quirk M23).
      const plain = part.replace(/^[\s"']+|[\s"']+$/g, '').toLowerCase()
      if (yes.has(plain)) return 'true'
      if (no.has(plain)) return 'false'
      if (number.test(plain)) return String(Number(plain))
      return words?.[plain] ?? plain
    })
    .filter((part, _, all) => part !== '' || all.length === 1)
    .join(',')
}

const lastPart = (name: string) => settingKey(name).split('.').at(-1) ?? ''
