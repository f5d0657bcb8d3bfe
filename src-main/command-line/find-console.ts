import { existsSync, readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join, resolve } from 'node:path'
import { dataDirectory } from '../cli'
import { Failure } from './failure'

export interface Whereabouts {
  url?: string | undefined
  token?: string | undefined
  dataDir?: string | undefined
  demo: boolean
}

/** By what was said, by the environment, or by the file that a console of this user writes into its data directory. */
export function findConsole({ url, token, dataDir, demo }: Whereabouts, env: NodeJS.ProcessEnv): { url: string; token: string } {
  const saidUrl = url ?? (dataDir === undefined && !demo ? env.PLUGBOARD_URL : undefined)
  const saidToken = token ?? (dataDir === undefined && !demo ? env.PLUGBOARD_TOKEN : undefined)
  if (saidUrl !== undefined && saidToken !== undefined) return { url: checked(saidUrl), token: saidToken }
  if (saidUrl !== undefined) throw new Failure(2, 'An address needs a token: give --token or set PLUGBOARD_TOKEN.')
  const directory = dataDir === undefined
    ? directoryOf(demo, env)
    : resolve(dataDir)
  const found = noteIn(directory, demo || dataDir !== undefined ? undefined : directoryOf(true, env))
  return { url: found.url, token: saidToken ?? found.token }
}

const noteOf = (directory: string) => join(directory, 'command-line.json')

const directoryOf = (demo: boolean, env: NodeJS.ProcessEnv) =>
  dataDirectory(undefined, { demo, surroundings: { platform: process.platform, env, homeDirectory: homedir() } })

/** `other` is where the demo would have its note: who has only that running is told how to reach it. */
function noteIn(directory: string, other?: string): { url: string; token: string } {
  const file = noteOf(directory)
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as { url: string; token: string }
  } catch {
    if (other && existsSync(noteOf(other))) {
      throw new Failure(1, `No running Plugboard is known in ${directory}, but the demo runs. Add --demo to the command.`)
    }
    throw new Failure(
      1,
      `No running Plugboard is known in ${directory}. Start it; in the desktop app switch on "Serve scripts" in Settings. ` +
        'Or give --data-dir, or --url and --token.',
    )
  }
}

function checked(url: string): string {
  const parsed = URL.parse(url)
  if (!parsed || !['http:', 'https:'].includes(parsed.protocol)) throw new Failure(2, `--url must be an http address, not "${url}".`)
  return parsed.pathname === '/' ? `${parsed.origin}/api` : url
}
