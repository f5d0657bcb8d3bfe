import { fleetOf } from './simulator/fleet'
import { startDepot } from './simulator/depot'
import { readSimulateOptions, usage, UsageError, type SimulateOptions } from './simulator/simulate-options'

/** `npm run simulate`: a depot of virtual stations against any central system. */

function optionsOrExit(): SimulateOptions {
  try {
    const options = readSimulateOptions(process.argv.slice(2))
    if (options) return options
    process.stdout.write(usage)
    process.exit(0)
  } catch (cause) {
    if (!(cause instanceof UsageError)) throw cause
    process.stderr.write(`${cause.message}\nTry --help.\n`)
    process.exit(2)
  }
}

/** Says each problem once in a while, not once for each of a thousand stations. */
function problemLog(): (identity: string, cause: Error) => void {
  const silentUntil = new Map<string, number>()
  return (identity, cause) => {
    const what = cause.message || ('code' in cause ? String(cause.code) : cause.name)
    if ((silentUntil.get(what) ?? 0) > Date.now()) return
    silentUntil.set(what, Date.now() + 30_000)
    process.stderr.write(`${identity}: ${what}\n`)
  }
}

async function main(): Promise<void> {
  const options = optionsOrExit()
  const stop = new AbortController()
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => stop.abort())
  if (options.durationS !== null) setTimeout(() => stop.abort(), options.durationS * 1_000).unref()

  const depot = startDepot({
    url: options.url,
    plans: fleetOf(options),
    seed: options.seed,
    speed: options.speed,
    signal: stop.signal,
    onProblem: problemLog(),
  })
  const tell = (): void => {
    const { stations, connected, charging, callsSent } = depot.status()
    process.stdout.write(`connected ${connected}/${stations}  charging ${charging}  calls sent ${callsSent}\n`)
  }
  const ticker = setInterval(tell, 5_000)
  await depot.done
  clearInterval(ticker)
  tell()
}

await main()
