import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { serveRendererFiles } from './renderer-files'

let serve: ReturnType<typeof serveRendererFiles>
const get = (url: string, method = 'GET') => serve({ url, method })

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'plugboard-files-'))
  mkdirSync(join(folder, 'renderer/assets'), { recursive: true })
  mkdirSync(join(folder, 'renderer-secrets'))
  writeFileSync(join(folder, 'renderer/index.html'), '<h1>Plugboard</h1>')
  writeFileSync(join(folder, 'renderer/assets/größe 1.js'), 'export {}')
  writeFileSync(join(folder, 'renderer/notes.exe'), 'unknown kind')
  writeFileSync(join(folder, 'secret.json'), '{}')
  writeFileSync(join(folder, 'renderer-secrets/key.json'), '{}')
  serve = serveRendererFiles(join(folder, 'renderer'))
})

describe('serving the renderer', () => {
  it('answers the root with the page, under a policy that allows its own origin alone', async () => {
    const response = await get('app://plugboard/')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('<h1>Plugboard</h1>')
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('x-content-type-options')).toBe('nosniff')
    const policy = response.headers.get('content-security-policy') ?? ''
    expect(policy).toContain("script-src 'self';")
    expect(policy).not.toMatch(/https?:|wss?:|\*|unsafe-eval/)
  })

  it('finds files with escaped names', async () => {
    const response = await get('app://plugboard/assets/gr%C3%B6%C3%9Fe%201.js')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toBe('text/javascript; charset=utf-8')
  })

  it('answers HEAD without a body', async () => {
    const response = await get('app://plugboard/index.html', 'HEAD')
    expect(response.status).toBe(200)
    expect(await response.text()).toBe('')
  })

  it.each([
    ['a file that is not there', 'app://plugboard/nothing.js'],
    ['a folder', 'app://plugboard/assets'],
    ['a folder without a page', 'app://plugboard/assets/'],
    ['a kind of file that the build does not write', 'app://plugboard/notes.exe'],
    ['a way up', 'app://plugboard/../secret.json'],
    ['an escaped way up', 'app://plugboard/%2e%2e/secret.json'],
    ['a way up with escaped slashes', 'app://plugboard/..%2fsecret.json'],
    ['a way up into a folder whose name begins alike', 'app://plugboard/..%2frenderer-secrets/key.json'],
    ['a way up for Windows', 'app://plugboard/..%5csecret.json'],
    ['an absolute path', 'app://plugboard//etc/hosts.json'],
    ['a NUL', 'app://plugboard/index.html%00.js'],
    ['a broken escape', 'app://plugboard/%zz.html'],
    ['another host', 'app://other/index.html'],
    ['another scheme', 'file:///index.html'],
    ['no address', 'index.html'],
  ])('refuses %s', async (_name, url) => {
    const response = await get(url)
    expect(response.status).toBe(404)
    expect(response.headers.get('content-security-policy')).not.toBeNull()
  })

  it('refuses to be written to', async () => {
    expect((await get('app://plugboard/index.html', 'POST')).status).toBe(405)
  })
})
