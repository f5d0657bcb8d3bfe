import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { beforeAll, expect, it, onTestFinished } from 'vitest'
import { aConsole, aDirectory, ensureBuilt } from './console'

beforeAll(() => ensureBuilt(), 180_000)

/** It ends with code 1, having said one sentence and nothing else. */
async function refusalOf(directory: string, flags: string[] = []): Promise<string> {
  const console = aConsole(directory, flags)
  expect(await console.exited).toBe(1)
  expect(console.output()).not.toContain('Plugboard ready')
  const lines = console.errors().trim().split('\n')
  expect(lines).toHaveLength(1)
  expect(lines[0]).toMatch(/^plugboard: .+\.$/)
  return lines[0]!
}

const digest = (file: string) => createHash('sha256').update(readFileSync(file)).digest('hex')

it('a port in use', async () => {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  const sentence = await refusalOf(aDirectory(), ['--ocpp-port', String(port)])
  expect(sentence).toContain(`Port ${port} is in use`)
  expect(sentence).toContain('--ocpp-port')
  expect(await refusalOf(aDirectory(), ['--web-port', String(port)])).toContain(String(port))
})

it('a data directory that is a file, or cannot be made', async () => {
  const file = join(aDirectory(), 'file')
  writeFileSync(file, 'mine')
  expect(await refusalOf(file)).toContain('--data-dir')
  expect(readFileSync(file, 'utf8')).toBe('mine')
  expect(await refusalOf('/proc/plugboard')).toContain('/proc/plugboard')
})

it('a directory that another one uses; that one goes on', async () => {
  const directory = aDirectory()
  const first = aConsole(directory)
  const { web } = await first.ready()
  expect(await refusalOf(directory)).toContain('in use by another Plugboard')
  const health = await fetch(`${new URL(web).origin}/healthz`)
  expect(await health.json()).toEqual({ status: 'ok' })
})

it('a database of a newer version', async () => {
  const directory = aDirectory()
  const file = join(directory, 'plugboard.sqlite')
  const database = new Database(file)
  database.exec('create table of_tomorrow (fact text); insert into of_tomorrow values (\'kept\')')
  database.pragma('user_version = 99')
  database.close()
  const before = digest(file)
  const sentence = await refusalOf(directory)
  expect(sentence).toContain('newer Plugboard')
  expect(sentence).toContain('99')
  expect(digest(file), 'not a byte is touched').toBe(before)
})

it('a file that is no database', async () => {
  const directory = aDirectory()
  const file = join(directory, 'plugboard.sqlite')
  writeFileSync(file, 'this was never a database\n'.repeat(500))
  const before = digest(file)
  expect(await refusalOf(directory)).toContain('not a Plugboard database')
  expect(digest(file)).toBe(before)
})

it('a database that is damaged in its first page', async () => {
  const directory = aDirectory()
  const file = join(directory, 'plugboard.sqlite')
  const database = new Database(file)
  database.exec('create table one (a text)')
  database.close()
  const bytes = readFileSync(file)
  bytes.fill(0xff, 100, 400)
  writeFileSync(file, bytes)
  expect(await refusalOf(directory)).toMatch(/damaged|cannot be opened/)
  expect(readFileSync(file).equals(bytes)).toBe(true)
})

it('a certificate that is none', async () => {
  const directory = aDirectory()
  const pem = join(directory, 'pem')
  mkdirSync(join(directory, 'data'))
  writeFileSync(pem, 'no certificate')
  const flags = ['--tls-cert', pem, '--tls-key', pem, '--tls-port', '0']
  expect(await refusalOf(join(directory, 'data'), flags)).toContain('TLS certificate')
})
