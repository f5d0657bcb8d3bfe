/** Starts Plugboard on the host that this machine can show: the desktop app, or else headless. Flags are passed on. */
import { electronBinary, fetchElectron } from './electron.mjs'
import { follow } from './follow.mjs'
import { installedNode, inRoot, main, root, say, SetUpError } from './project.mjs'

await main(async () => {
  const args = process.argv.slice(2)
  const asks = args.some((arg) => ['--help', '-h', '--version', '-v'].includes(arg))
  const obstacle = asks || args.includes('--headless') ? null : obstacleToDesktop()
  const desktop = !asks && !args.includes('--headless') && !obstacle
  const binary = desktop ? (electronBinary() ?? (await fetchElectron())) : null
  if (binary) {
    // Editors that are made of Electron leave this in their terminals; it would turn the app into a bare Node.
    const { ELECTRON_RUN_AS_NODE: _, ...env } = process.env
    return follow(binary, [root, ...args], { env })
  }
  if (obstacle) say(`running headless: ${obstacle}`)
  if (desktop) say('running headless: the Electron binary could not be fetched (delete .cache/electron-failed to try again)')
  const node = installedNode()
  if (!node) throw new SetUpError('Node 24 is missing in node_modules. Start with npm start, which installs it.')
  await follow(node, ['--enable-source-maps', inRoot('out/main/headless.js'), ...args])
})

function obstacleToDesktop() {
  if (process.platform !== 'linux') return null
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return 'there is no display (DISPLAY and WAYLAND_DISPLAY are not set)'
  if (process.getuid?.() === 0) return 'the sandbox of the desktop app does not work for root'
  return null
}
