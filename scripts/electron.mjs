import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { inRoot, say } from './project.mjs'
import { runInstalled } from './run.mjs'

const failureFile = inRoot('.cache/electron-failed')
const deadlineMs = 60_000

/** The Electron binary, if one was fetched. The npm package alone does not hold it. */
export function electronBinary() {
  const pathFile = inRoot('node_modules/electron/path.txt')
  if (!existsSync(pathFile)) return null
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH ?? inRoot('node_modules/electron/dist')
  const path = `${folder}/${readFileSync(pathFile, 'utf8')}`
  return existsSync(path) ? path : null
}

/** Tries once to fetch the binary. On a closed network every start would otherwise wait for it again. */
export async function fetchElectron() {
  const { version } = JSON.parse(readFileSync(inRoot('node_modules/electron/package.json'), 'utf8'))
  if (existsSync(failureFile) && readFileSync(failureFile, 'utf8') === version) return null
  say('fetching the Electron binary (once, at most a minute)')
  const { ok } = await runInstalled('node_modules/electron/install.js', [], { deadlineMs })
  const binary = ok ? electronBinary() : null
  mkdirSync(inRoot('.cache'), { recursive: true })
  if (binary) rmSync(failureFile, { force: true })
  else writeFileSync(failureFile, version)
  return binary
}
