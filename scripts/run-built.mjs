/** Runs a built program that is no host: `run-built.mjs cli|simulate|bench [its options]`. */
import { ensureBuilt } from './build.mjs'
import { follow } from './follow.mjs'
import { ensureInstalled } from './install.mjs'
import { installedNode, inRoot, main, SetUpError } from './project.mjs'

/** The bench is no part of the build, which it measures: Node runs its TypeScript as it is. */
const programs = { cli: 'out/main/command-line.js', simulate: 'out/main/simulate.js', bench: 'bench/bench.ts', seed: 'bench/seed.ts' }

await main(async () => {
  const [name, ...args] = process.argv.slice(2)
  const script = Object.hasOwn(programs, name) ? programs[name] : null
  if (!script) throw new SetUpError(`usage: run-built.mjs ${Object.keys(programs).join('|')} [options]`)
  await ensureInstalled()
  await ensureBuilt()
  await follow(installedNode(), [inRoot(script), ...args])
})
