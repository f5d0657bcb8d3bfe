import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { zipSync } from 'fflate'
import { packTar } from 'modern-tar'
import { describe, expect, it, onTestFinished } from 'vitest'
import { safeFileName } from './file-name'
import { receivedFiles } from './received'

const log = 'boot\nERROR meter lost\nready\n'
const tar = () => packTar([
  { header: { name: 'var/log/main.log', size: log.length }, body: log },
  { header: { name: 'core.bin', size: 3 }, body: new Uint8Array([0, 1, 2]) },
])

function received(name: string, data: Uint8Array | string) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-archive-'))
  onTestFinished(() => rmSync(directory, { recursive: true, force: true }))
  writeFileSync(join(directory, name), data)
  const files = receivedFiles(() => directory)
  onTestFinished(() => files.close())
  return files
}

describe('a received archive', () => {
  it.each([
    ['zip', async () => zipSync({ 'var/log/main.log': Buffer.from(log), 'core.bin': new Uint8Array([0, 1, 2]) })],
    ['tar', tar],
    ['tar.gz', async () => gzipSync(await tar())],
  ] as const)('%s is opened by its contents, whatever its name', async (format, make) => {
    const files = received('odd-name', await make())
    const { entries, ...listing } = await files.list(1, 'odd-name')
    expect(listing).toEqual({ format, isCut: false })
    expect(entries).toEqual([{ name: 'var/log/main.log', bytes: log.length }, { name: 'core.bin', bytes: 3 }])
    expect(await files.text(1, 'odd-name', 'var/log/main.log')).toEqual({ text: log, isBinary: false, isCut: false })
    expect(await files.text(1, 'odd-name', 'core.bin')).toMatchObject({ isBinary: true })
    expect(await files.search(1, 'odd-name', 'error')).toEqual([{ entry: 'var/log/main.log', line: 2, text: 'ERROR meter lost' }])
  })

  it('is one entry when it is a plain text, packed or not', async () => {
    expect(await received('a.log', log).list(1, 'a.log')).toMatchObject({ format: 'plain', entries: [{ name: 'a.log' }] })
    expect(await received('a.log.gz', gzipSync(log)).list(1, 'a.log.gz')).toMatchObject({ format: 'gzip', entries: [{ name: 'a.log' }] })
  })

  it('D03: shows what a partial archive holds', async () => {
    const many = Array.from({ length: 20_000 }, (_, line) => `line ${line * 7919 % 10_007}`).join('\n')
    const whole = gzipSync(await packTar([{ header: { name: 'big.log', size: many.length }, body: many }]))
    const files = received('half.tgz', whole.subarray(0, whole.length / 2))
    const { entries, isCut } = await files.list(1, 'half.tgz')
    expect([entries.map(({ name }) => name), isCut]).toEqual([['big.log'], true])
    expect((await files.text(1, 'half.tgz', 'big.log')).text).toContain('line 0\n')
  })

  it('stops unpacking a bomb at its limit', async () => {
    const bomb = gzipSync(Buffer.alloc(200 * 1024 * 1024))
    const { entries, isCut } = await received('bomb.gz', bomb).list(1, 'bomb.gz')
    expect(isCut).toBe(true)
    expect(entries[0]?.bytes).toBe(64 * 1024 * 1024)
  })

  it('is read from the folder of its job only', async () => {
    expect(await received('a.log', log).chunk(1, '../../../etc/passwd', 0, 10)).toBeNull()
  })
})

it.each([
  ['log.tar.gz', 'log.tar.gz'],
  ['/var/log/../main log.txt', 'main log.txt'],
  ['C:\\logs\\x?.zip', 'x_.zip'],
  ['..', 'upload'],
  ['.hidden', 'hidden'],
  ['nul.txt', '_nul.txt'],
  ['', 'upload'],
  ['Störung\u0000\n.log', 'Störung__.log'],
])('the file name %j is stored as %j', (given, stored) => {
  expect(safeFileName(given)).toBe(stored)
})
