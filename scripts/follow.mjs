import { spawn } from 'node:child_process'

/** A program that was asked to end and does not is killed after this time. */
const patienceMs = 6000

/**
 * Runs a program in the place of this process: same terminal, same signals, same exit code. Some shells between npm
 * and this script end on a signal without passing it on; then this process gets another parent, and the program is
 * asked to end as well, so that no console is left behind on its ports.
 */
export function follow(command, args, { env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: 'inherit', env })
    const end = (signal) => {
      child.kill(signal)
      setTimeout(() => child.kill('SIGKILL'), patienceMs).unref()
    }
    // A terminal sends Ctrl-C to the program as well; a program in its ending does not mind the second one.
    for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => end(signal))
    const parent = process.ppid
    const orphaned = setInterval(() => {
      if (process.env.npm_lifecycle_event && process.ppid !== parent) end('SIGTERM')
    }, 500)
    child.on('error', reject)
    child.on('close', (code, signal) => {
      clearInterval(orphaned)
      process.exitCode = code ?? (signal === 'SIGKILL' ? 137 : 1)
      resolve()
    })
  })
}
