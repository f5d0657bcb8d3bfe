import { spawn } from 'node:child_process'
import { installedNode, root, SetUpError } from './project.mjs'

const keptOutputBytes = 64 * 1024

/**
 * Runs a program to its end. Its output is kept back and handed over, so that a working set-up stays quiet; with
 * `loud` it goes to the terminal as it comes.
 */
export function run(command, args, { loud = false, deadlineMs = 0, env = process.env } = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, { cwd: root, env, stdio: loud ? 'inherit' : ['ignore', 'pipe', 'pipe'] })
    const timer = deadlineMs > 0 ? setTimeout(() => child.kill('SIGKILL'), deadlineMs) : undefined
    let output = ''
    const keep = (chunk) => (output = (output + chunk).slice(-keptOutputBytes))
    child.stdout?.setEncoding('utf8').on('data', keep)
    child.stderr?.setEncoding('utf8').on('data', keep)
    const done = (code, note = '') => {
      clearTimeout(timer)
      resolve({ ok: code === 0, code, output: output + note })
    }
    child.on('error', (error) => done(null, error.message))
    child.on('close', (code) => done(code))
  })
}

/** Runs a script of an installed package on the installed Node. */
export function runInstalled(script, args, options) {
  const node = installedNode()
  if (!node) throw new SetUpError('Node 24 is missing in node_modules. Delete the folder node_modules and start again.')
  return run(node, [script, ...args], options)
}

/** npm as it was called, or the one in the path when the script was started by hand. */
export function runNpm(args, options) {
  const script = process.env.npm_execpath
  if (script?.endsWith('.js')) return run(process.execPath, [script, ...args], options)
  return process.platform === 'win32' ? run('cmd.exe', ['/c', 'npm', ...args], options) : run('npm', args, options)
}
