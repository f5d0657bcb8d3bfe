import { existsSync } from 'node:fs'
import { join, resolve } from 'node:path'

/** Where things are in a clone of the repository. */
export const root = resolve(import.meta.dirname, '..')
export const inRoot = (...parts) => join(root, ...parts)

/**
 * The Node that Plugboard is built for, installed as a package. The machine's own Node may be older and would crash on
 * the database, so everything but the set-up runs on this one.
 */
export function installedNode() {
  const candidates = [inRoot('node_modules/node/bin/node'), inRoot('node_modules/node/bin/node.exe')]
  return candidates.find((path) => existsSync(path)) ?? null
}

export class SetUpError extends Error {}

/** Ends a script with a sentence where something failed for a reason that can be told, with the stack otherwise. */
export async function main(work) {
  try {
    await work()
  } catch (error) {
    console.error(error instanceof SetUpError ? `plugboard: ${error.message}` : error)
    process.exitCode = 1
  }
}

export function say(line) {
  console.log(`plugboard: ${line}`)
}
