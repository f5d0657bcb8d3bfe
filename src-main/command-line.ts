import { Failure } from './command-line/failure'
import { RestError } from './command-line/rest-client'
import { run } from './command-line/run'

/** `npm run cli`: commands for a running console. Built to `out/main/command-line.js`. */

// Whoever read the output has enough (`… | head`): that is an end, and no fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => process.exit(error.code === 'EPIPE' ? 0 : 1))

const args = process.argv.slice(2)
try {
  await run(args, { env: process.env, print: (text) => void process.stdout.write(text) })
} catch (error) {
  if (!(error instanceof Failure) && !(error instanceof RestError)) throw error
  if (args.includes('--json') && error.data !== null) process.stdout.write(`${JSON.stringify(error.data, null, 2)}\n`)
  process.stderr.write(`plugboard: ${error.message}\n`)
  process.exitCode = error instanceof Failure ? error.exitCode : 1
}
