import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { installedNode, inRoot, say, SetUpError } from './project.mjs'
import { run, runNpm } from './run.mjs'

const stampFile = inRoot('node_modules/.plugboard-installed')

/** Installs the dependencies where they are missing or not those of package-lock.json. Asks no network otherwise. */
export async function ensureInstalled() {
  const wanted = createHash('sha256').update(readFileSync(inRoot('package-lock.json'))).digest('hex')
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted && installedNode()) return
  if (!isComplete()) {
    say('installing dependencies (once, this takes a minute or two)')
    // Not `npm ci`: it demands that the lock file lists the binaries of every platform, and a registry that mirrors only
    // some of them cannot give those. `--no-save` leaves the lock file as it is. Without install scripts: better-sqlite3
    // ships its binaries, but npm would run node-gyp for it, which wants Python, a compiler and headers from nodejs.org.
    // The two scripts that are needed are run by name: of `node` below, of Electron in electron.mjs.
    const { ok, output } = await runNpm([
      'install', '--no-save', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error', '--engine-strict=false',
      '--ignore-scripts',
    ])
    if (!ok) {
      console.error(output)
      throw new SetUpError('the dependencies could not be installed. The lines above say why; npm needs its registry for this.')
    }
  }
  await ensureNode()
  writeFileSync(stampFile, wanted)
}

/** Did someone install all of package-lock.json by hand? npm keeps its own account of what is in node_modules. */
function isComplete() {
  const account = inRoot('node_modules/.package-lock.json')
  if (!existsSync(account)) return false
  const installed = JSON.parse(readFileSync(account, 'utf8')).packages
  const wanted = JSON.parse(readFileSync(inRoot('package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([path, { version, optional, devOptional }]) =>
      path === '' || optional || devOptional || installed[path]?.version === version,
  )
}

/** The package `node` fetches its binary in an install script, which the user's npm settings may have switched off. */
async function ensureNode() {
  if (await works()) return
  const { output } = await runNpm(['rebuild', 'node', '--ignore-scripts=false', '--loglevel=error'])
  if (await works()) return
  console.error(output)
  throw new SetUpError(
    'Node 24 could not be installed into node_modules. Check that npm may run install scripts (npm config get ignore-scripts).',
  )
}

async function works() {
  const node = installedNode()
  if (!node) return false
  const { ok, output } = await run(node, ['--version'])
  return ok && /^v2[4-9]\./.test(output)
}
