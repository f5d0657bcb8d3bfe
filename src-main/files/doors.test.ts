import { createServer, connect } from 'node:net'
import { once } from 'node:events'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { request } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { Client } from 'basic-ftp'
import { describe, expect, it, onTestFinished } from 'vitest'
import type { TransferFile } from '#contract/transfers'
import { createFileDoors } from './doors'

function someDoors(ports: { filesPort?: number; ftpPort?: number } = {}) {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-files-'))
  const doors = createFileDoors({ directory, host: '127.0.0.1', filesPort: 0, ftpPort: 0, now: () => 1_000, ...ports })
  const told: TransferFile[] = []
  onTestFinished(async () => {
    await doors.close()
    rmSync(directory, { recursive: true, force: true })
  })
  const receive = (isFtp: boolean, limitBytes = 1_000_000) =>
    doors.receive({ job: 7, isFtp, limitBytes, onFile: (file) => void told.push(file) })
  const stored = (name: string) => readFileSync(join(directory, '7', name), 'utf8')
  const last = () => expect.poll(() => told.at(-1)?.state !== 'receiving' && told.at(-1), { interval: 5 })
  return { doors, directory, receive, stored, told, last, names: () => readdirSync(join(directory, '7')).sort() }
}

async function ftpClient(port: number, user: string, password: string): Promise<Client> {
  const client = new Client(5_000)
  onTestFinished(() => client.close())
  await client.access({ host: '127.0.0.1', port, user, password })
  return client
}

const send = (url: string, init: RequestInit) => fetch(url, init).then(({ status }) => status)

describe('the file receiver', () => {
  it('D01: takes an upload by passive FTP into the folder of the job', async () => {
    const { receive, stored, last } = someDoors()
    const { port, user, password } = await receive(true)
    const client = await ftpClient(port, user, password)
    await client.uploadFrom(Readable.from(['ftp log']), 'diag.log')
    await last().toMatchObject({ name: 'diag.log', bytes: 7, state: 'complete', via: 'ftp' })
    expect(stored('diag.log')).toBe('ftp log')
  })

  it('D01: takes HTTP PUT, to a file name and to a directory', async () => {
    const { receive, stored, names } = someDoors()
    const { port, secret } = await receive(false)
    expect(await send(`http://127.0.0.1:${port}/${secret}/a.log`, { method: 'PUT', body: 'one' })).toBe(201)
    expect(await send(`http://127.0.0.1:${port}/${secret}/`, { method: 'PUT', body: 'two' })).toBe(201)
    expect([stored('a.log'), stored('upload')]).toEqual(['one', 'two'])
    expect(names()).toEqual(['a.log', 'upload'])
  })

  it('D01: takes HTTP POST, as a form and raw', async () => {
    const { receive, stored } = someDoors()
    const { port, secret } = await receive(false)
    const form = new FormData()
    form.append('note', 'not a file')
    form.append('file', new Blob(['formed']), 'form.log')
    expect(await send(`http://127.0.0.1:${port}/${secret}`, { method: 'POST', body: form })).toBe(201)
    expect(await send(`http://127.0.0.1:${port}/${secret}/raw.log`, { method: 'POST', body: 'raw' })).toBe(201)
    expect([stored('form.log'), stored('raw.log')]).toEqual(['formed', 'raw'])
  })

  it('D01: keeps both of two uploads with the same name', async () => {
    const { receive, names } = someDoors()
    const { port, secret } = await receive(false)
    for (const body of ['one', 'two']) await send(`http://127.0.0.1:${port}/${secret}/log.tar.gz`, { method: 'PUT', body })
    expect(names()).toEqual(['log-2.tar.gz', 'log.tar.gz'])
  })

  it('D03: keeps an HTTP upload that breaks off, marked as partial', async () => {
    const { receive, stored, last } = someDoors()
    const { port, secret } = await receive(false)
    const upload = request({ port, host: '127.0.0.1', method: 'PUT', path: `/${secret}/half.log`, headers: { 'content-length': 1000 } })
    upload.on('error', () => undefined)
    upload.write('only this', () => setTimeout(() => upload.destroy(), 50))
    await last().toMatchObject({ name: 'half.log', bytes: 9, state: 'partial' })
    expect(stored('half.log')).toBe('only this')
  })

  it('D03: keeps an FTP upload whose connection goes away, marked as partial', async () => {
    const { receive, last } = someDoors()
    const { port, user, password } = await receive(true)
    const client = await ftpClient(port, user, password)
    const endless = new Readable({ read() {} })
    endless.push('the beginning')
    const uploading = client.uploadFrom(endless, 'half.log').catch(() => undefined)
    setTimeout(() => client.close(), 100)
    await uploading
    await last().toMatchObject({ name: 'half.log', bytes: 13, state: 'partial' })
  })

  it.each(['../../escape.log', '/etc/escape.log', '..\\..\\escape.log', '....//....//escape.log'])(
    'does not let %s out of the folder of the job',
    async (name) => {
      const { receive, directory, names, last } = someDoors()
      const { port, user, password } = await receive(true)
      const client = await ftpClient(port, user, password)
      await client.send('CWD ../../..')
      await client.uploadFrom(Readable.from(['x']), name)
      await last().toMatchObject({ state: 'complete' })
      expect(names()).toEqual(['escape.log'])
      expect(existsSync(join(directory, '..', 'escape.log'))).toBe(false)
    },
  )

  it('does not let an HTTP path out of the folder of the job', async () => {
    const { receive, names } = someDoors()
    const { port, secret } = await receive(false)
    expect(await send(`http://127.0.0.1:${port}/${secret}/..%2f..%2f..%2fescape.log`, { method: 'PUT', body: 'x' })).toBe(201)
    expect(names()).toEqual(['escape.log'])
  })

  it.each(['http', 'ftp'] as const)('cuts an upload over %s at the limit and says so', async (scheme) => {
    const { receive, told, last } = someDoors()
    const { port, secret, user, password } = await receive(scheme === 'ftp', 100_000)
    const body = Buffer.alloc(400_000, 65)
    if (scheme === 'http') {
      await send(`http://127.0.0.1:${port}/${secret}/big`, { method: 'PUT', body }).catch(() => 0)
    } else {
      const client = await ftpClient(port, user, password)
      await client.uploadFrom(Readable.from([body]), 'big').catch(() => undefined)
    }
    await last().toMatchObject({ name: 'big', state: 'partial', isTooLarge: true })
    expect(told.at(-1)?.bytes).toBeLessThanOrEqual(100_000)
  })

  it('refuses a wrong account, a wrong path and a job that is over', async () => {
    const { doors, receive } = someDoors()
    const { port, user, secret } = await receive(true)
    await expect(ftpClient(port, user, 'guess')).rejects.toThrow(/530/)
    await expect(ftpClient(port, 'job99', 'guess')).rejects.toThrow(/530/)
    await doors.shut(7)
    const http = await receive(false)
    const address = `http://127.0.0.1:${http.port}`
    expect(await send(`${address}/${secret}/x`, { method: 'PUT', body: 'x' })).toBe(404)
    const authorization = `Basic ${Buffer.from('job7:guess').toString('base64')}`
    expect(await send(`${address}/${http.secret}/x`, { method: 'PUT', body: 'x', headers: { authorization } })).toBe(401)
    expect(await send(`${address}/${http.secret}/x`, { method: 'GET' })).toBe(405)
  })

  it('reads, deletes and renames nothing over FTP', async () => {
    const { receive } = someDoors()
    const { port, user, password } = await receive(true)
    const client = await ftpClient(port, user, password)
    await client.uploadFrom(Readable.from(['mine']), 'a.log')
    expect(await client.list()).toEqual([])
    for (const command of ['DELE a.log', 'RNFR a.log', 'SITE CHMOD 777 a.log', 'PORT 127,0,0,1,1,1', 'RETR a.log']) {
      await expect(client.send(command), command).rejects.toThrow(/50[0-9]|55[0-9]/)
    }
  })

  it('has its ports open only while a job is', async () => {
    const { doors, receive } = someDoors()
    const { port } = await receive(true)
    await doors.shut(7)
    const socket = connect(port, '127.0.0.1')
    await expect(once(socket, 'connect')).rejects.toThrow('ECONNREFUSED')
  })

  it.each([['--files-port', false], ['--ftp-port', true]] as const)('names the flag %s when the port is busy', async (flag, isFtp) => {
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    const { receive } = someDoors({ filesPort: port, ftpPort: port })
    await expect(receive(isFtp)).rejects.toMatchObject({ flag, port })
  })
})

describe('the firmware server', () => {
  it('gives the whole file, and the rest of it after an interruption', async () => {
    const { doors } = someDoors()
    await doors.firmware.begin(3)
    await doors.firmware.append(3, Buffer.from('first half, '))
    await doors.firmware.append(3, Buffer.from('second half'))
    expect(await doors.firmware.finish(3)).toMatchObject({ bytes: 23 })
    let sent = 0
    const { port, secret } = await doors.serve({ job: 9, firmware: 3, onSent: (bytes) => (sent = bytes) })
    const url = `http://127.0.0.1:${port}/${secret}/firmware.bin`
    expect(await (await fetch(url)).text()).toBe('first half, second half')
    expect(sent).toBe(23)
    const rest = await fetch(url, { headers: { range: 'bytes=12-' } })
    expect([rest.status, rest.headers.get('content-range'), await rest.text()]).toEqual([206, 'bytes 12-22/23', 'second half'])
    expect((await fetch(url, { headers: { range: 'bytes=99-' } })).status).toBe(416)
    expect(await send(url, { method: 'PUT', body: 'x' })).toBe(405)
  })
})
