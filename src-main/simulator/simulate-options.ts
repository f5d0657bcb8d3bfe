import { parseArgs } from 'node:util'
import { versions, type Version } from './station-plan'

export interface SimulateOptions {
  url: string
  stations: number
  version: Version | 'mixed'
  seed: string
  speed: number
  password: string | null
  prefix: string
  /** Null: until it is told to stop. */
  durationS: number | null
}

/** The command line is wrong; the message says how. */
export class UsageError extends Error {
  override name = 'UsageError'
}

export const usage = `Simulates charging stations against a central system.

  npm run simulate -- --url ws://127.0.0.1:9220 --stations 20

  --url <address>       ws:// or wss:// address up to the identity (needed)
  --stations <n>        how many stations, 1 to 5000 (10)
  --version <v>         1.6, 2.0.1, 2.1 or mixed (mixed)
  --seed <text>         the same seed gives the same cars, pauses and faults (plugboard)
  --speed <factor>      batteries and waiting times shrink by it, 1 to 1000 (20)
  --password <text>     basic authentication with the identity as user
  --prefix <text>       identities are <prefix>-0001 … (SIM)
  --duration <seconds>  stops by itself
  --help                this text
`

/** @returns null for --help. @throws UsageError */
export function readSimulateOptions(args: string[]): SimulateOptions | null {
  const values = parse(args)
  if (values.help) return null
  return {
    url: readUrl(values.url),
    stations: readNumber('--stations', values.stations, { low: 1, high: 5_000, whole: true }),
    version: readVersion(values.version),
    seed: values.seed,
    speed: readNumber('--speed', values.speed, { low: 1, high: 1_000, whole: false }),
    password: values.password ?? null,
    prefix: readPrefix(values.prefix),
    durationS:
      values.duration === undefined
        ? null
        : readNumber('--duration', values.duration, { low: 1, high: 31_536_000, whole: false }),
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        url: { type: 'string' },
        stations: { type: 'string', default: '10' },
        version: { type: 'string', default: 'mixed' },
        seed: { type: 'string', default: 'plugboard' },
        speed: { type: 'string', default: '20' },
        password: { type: 'string' },
        prefix: { type: 'string', default: 'SIM' },
        duration: { type: 'string' },
        help: { type: 'boolean', default: false },
      },
    }).values
  } catch (cause) {
    // parseArgs says which argument it does not understand.
    throw new UsageError(cause instanceof Error ? cause.message : String(cause), { cause })
  }
}

function readUrl(text: string | undefined): string {
  if (text === undefined) throw new UsageError('--url is missing, for example --url ws://127.0.0.1:9220')
  const url = URL.parse(text)
  if (!url || !['ws:', 'wss:'].includes(url.protocol)) {
    throw new UsageError(`--url must be a ws:// or wss:// address, not "${text}"`)
  }
  return text.replace(/\/+$/, '')
}

function readNumber(flag: string, text: string, { low, high, whole }: { low: number; high: number; whole: boolean }) {
  const value = text.trim() === '' ? NaN : Number(text)
  if (!(value >= low && value <= high) || (whole && !Number.isInteger(value))) {
    throw new UsageError(`${flag} must be a ${whole ? 'whole ' : ''}number from ${low} to ${high}, not "${text}"`)
  }
  return value
}

function readVersion(text: string): SimulateOptions['version'] {
  const found = [...versions, 'mixed' as const].find((version) => version === text)
  if (!found) throw new UsageError(`--version must be 1.6, 2.0.1, 2.1 or mixed, not "${text}"`)
  return found
}

function readPrefix(text: string): string {
  // The user name of basic authentication ends at a colon.
  if (!/^[A-Za-z0-9._-]{1,40}$/.test(text)) {
    throw new UsageError(`--prefix may hold letters, digits, ".", "_" and "-", at most 40, not "${text}"`)
  }
  return text
}
