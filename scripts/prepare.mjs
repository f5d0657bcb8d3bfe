/**
 * Makes a clone ready, from nothing: `prepare.mjs start` installs and builds, `prepare.mjs test` finds a Chromium as
 * well. Runs on the machine's own Node (20.19 or newer) and has no dependencies: it runs before there are any. Does
 * nothing, quickly, when nothing is to be done.
 */
import { ensureBuilt } from './build.mjs'
import { ensureChromium } from './chromium.mjs'
import { ensureInstalled } from './install.mjs'
import { main, SetUpError } from './project.mjs'

await main(async () => {
  const mode = process.argv[2]
  if (mode !== 'start' && mode !== 'test') throw new SetUpError('usage: prepare.mjs start|test')
  const [major, minor] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    throw new SetUpError(`Node ${process.versions.node} is too old. Plugboard needs Node 20.19 or newer.`)
  }
  await ensureInstalled()
  if (mode === 'test') await ensureChromium()
  // The tests go on without a build: a break in it shall not hide what lint and types say.
  if (mode === 'start') await ensureBuilt()
})
