import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync, existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, expect, it } from 'vitest'

const directory = mkdtempSync(join(tmpdir(), 'plugboard-follow-'))
afterAll(() => rmSync(directory, { recursive: true }))

const follow = pathToFileURL(join(import.meta.dirname, 'follow.mjs')).href
const script = (name: string, text: string) => {
  const path = join(directory, name)
  writeFileSync(path, text)
  return path
}

/** Writes its process id once it runs, and ends with 7 when it is asked to. */
const program = script(
  'program.mjs',
  `import { writeFileSync } from 'node:fs'
   process.on('SIGTERM', () => process.exit(7))
   process.on('SIGINT', () => process.exit(8))
   setInterval(() => {}, 1000)
   writeFileSync(process.argv[2], String(process.pid))`,
)
const follower = script(
  'follower.mjs',
  `import { follow } from ${JSON.stringify(follow)}
   await follow(process.execPath, [${JSON.stringify(program)}, process.argv[2]])`,
)

async function pidIn(file: string): Promise<number> {
  while (!existsSync(file) || readFileSync(file, 'utf8') === '') await new Promise((resolve) => setTimeout(resolve, 20))
  return Number(readFileSync(file, 'utf8'))
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

it.each([
  ['SIGTERM', 7],
  ['SIGINT', 8],
] as const)('passes %s on and ends with the exit code of the program', async (signal, code) => {
  const file = join(directory, `pid-${signal}`)
  const child = spawn(process.execPath, [follower, file], { stdio: 'ignore' })
  const pid = await pidIn(file)
  child.kill(signal)
  expect((await once(child, 'exit'))[0]).toBe(code)
  expect(isAlive(pid)).toBe(false)
})

it('ends the program when the shell between npm and it dies of the signal', async () => {
  const file = join(directory, 'pid-orphan')
  // The colon keeps the shell from turning itself into the follower.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${follower}" "${file}"; :`], {
    stdio: 'ignore',
    env: { ...process.env, npm_lifecycle_event: 'start' },
  })
  const pid = await pidIn(file)
  shell.kill('SIGTERM')
  while (isAlive(pid)) await new Promise((resolve) => setTimeout(resolve, 50))
  expect(isAlive(pid)).toBe(false)
})
