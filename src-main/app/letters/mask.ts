const tokenKeys = 'idTag|parentIdTag|idToken|groupIdToken|parentIdToken|eMAID|emaid|idTagInfo|vin|VIN'
const secretKeys = 'password|authorizationKey|AuthorizationKey|BasicAuthPassword|signature'
const hidden = new RegExp(`("(?:${tokenKeys}|${secretKeys})"\\s*:\\s*)"((?:[^"\\\\]|\\\\.)*)"`, 'g')
/** ChangeConfiguration writes key and value apart. */
const hiddenKey = /("key"\s*:\s*"AuthorizationKey"\s*,\s*"value"\s*:\s*)"((?:[^"\\]|\\.)*)"/gi
const account = /(\b[a-z]+:\/\/)[^/\s"@]+@/gi

/** Shorter words are found in every number. */
const SHORTEST_TOKEN = 6
const word = /[0-9A-Za-z][0-9A-Za-z:-]*/g

/** Takes out what must not leave the house: tokens of customers, wherever they stand, and secrets. Lengths stay. */
export function masked(text: string, isToken: (word: string) => boolean): string {
  return text
    .replace(hidden, (_, key: string, value: string) => `${key}"${'*'.repeat(value.length)}"`)
    .replace(hiddenKey, (_, key: string, value: string) => `${key}"${'*'.repeat(value.length)}"`)
    .replace(account, '$1***@')
    .replace(word, (found) => (found.length >= SHORTEST_TOKEN && isToken(found) ? '*'.repeat(found.length) : found))
}
