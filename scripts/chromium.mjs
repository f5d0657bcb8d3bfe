import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { inRoot, say, SetUpError } from './project.mjs'
import { run, runInstalled } from './run.mjs'

const pathFile = inRoot('.cache/chromium-path')
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'chrome', 'microsoft-edge']
const installedElsewhere = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
  'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
]

/** Finds a Chromium for the browser tests, or installs one; leaves its path in .cache/chromium-path. */
export async function ensureChromium() {
  const path = (await chosen()) ?? (await present()) ?? (await fromDebian()) ?? (await fromNpm())
  if (!path) {
    throw new SetUpError('no Chromium was found or could be installed. Name one in the environment: PLUGBOARD_CHROMIUM=<path>.')
  }
  mkdirSync(inRoot('.cache'), { recursive: true })
  writeFileSync(pathFile, path)
}

async function chosen() {
  const path = process.env.PLUGBOARD_CHROMIUM
  if (!path) return null
  if (await works(path)) return path
  throw new SetUpError(`PLUGBOARD_CHROMIUM names ${path}, which does not run.`)
}

async function present() {
  const remembered = existsSync(pathFile) ? [readFileSync(pathFile, 'utf8').trim()] : []
  const directories = (process.env.PATH ?? '').split(delimiter).filter(Boolean)
  const suffix = process.platform === 'win32' ? '.exe' : ''
  const inPath = names.flatMap((name) => directories.map((directory) => join(directory, name + suffix)))
  for (const path of [...remembered, ...inPath, ...installedElsewhere]) {
    if (existsSync(path) && (await works(path))) return path
  }
  return null
}

async function fromDebian() {
  if (process.getuid?.() !== 0 || !existsSync('/etc/debian_version') || !existsSync('/usr/bin/apt-get')) return null
  say('installing Chromium for the browser tests (apt-get)')
  const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
  const deadlineMs = 300_000
  await run('apt-get', ['update', '-q'], { env, deadlineMs })
  await run('apt-get', ['install', '-y', '-q', '--no-install-recommends', 'chromium'], { env, deadlineMs })
  return existsSync('/usr/bin/chromium') && (await works('/usr/bin/chromium')) ? '/usr/bin/chromium' : null
}

/** The npm package brings its binary packed, for Linux on x64; it is unpacked into the temporary directory. */
async function fromNpm() {
  if (process.platform !== 'linux') return null
  say('unpacking the Chromium of the package @sparticuz/chromium for the browser tests')
  const { ok, output } = await runInstalled('scripts/unpack-chromium.mjs', [], { deadlineMs: 120_000 })
  const path = output.trim().split('\n').at(-1)
  return ok && path && (await works(path)) ? path : null
}

async function works(path) {
  // On Windows a browser asked for its version opens a window instead of answering.
  if (process.platform === 'win32') return existsSync(path)
  const { ok } = await run(path, ['--version'], { deadlineMs: 30_000 })
  return ok
}
