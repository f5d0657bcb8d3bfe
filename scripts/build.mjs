import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { relative } from 'node:path'
import { inRoot, root, say, SetUpError } from './project.mjs'
import { runInstalled } from './run.mjs'

const stampFile = inRoot('out/.built-from')
const sources = [
  'src-main', 'src-preload', 'src-renderer', 'resources',
  'electron.vite.config.ts', 'package.json', 'package-lock.json', 'tsconfig.base.json', 'tsconfig.renderer.json',
]

/** Builds into out/ when a source changed since the last build that succeeded. */
export async function ensureBuilt() {
  const wanted = digestOf(sources)
  if (existsSync(stampFile) && readFileSync(stampFile, 'utf8') === wanted) return
  say('building (the sources changed or were never built)')
  // Without the stamp a build that breaks half-way is not taken for a good one.
  rmSync(stampFile, { force: true })
  const { ok, output } = await runInstalled('node_modules/electron-vite/bin/electron-vite.js', ['build'])
  if (!ok) {
    console.error(output)
    throw new SetUpError('the build failed. The lines above say where.')
  }
  writeFileSync(stampFile, wanted)
}

function digestOf(paths) {
  const hash = createHash('sha256')
  for (const file of paths.flatMap((path) => filesIn(inRoot(path)))) {
    hash.update(relative(root, file)).update('\0').update(readFileSync(file)).update('\0')
  }
  return hash.digest('hex')
}

/** Tests are no part of a build. */
function filesIn(path) {
  if (!existsSync(path)) return []
  if (!statSync(path).isDirectory()) return /\.test\.ts$/.test(path) ? [] : [path]
  return readdirSync(path)
    .sort()
    .flatMap((name) => filesIn(`${path}/${name}`))
}
