import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it, onTestFinished } from 'vitest'
import { run } from '../../../src-main/command-line/run'
import { restDoor } from '../../../src-main/web/rest/door'
import { openStage } from '../story'

it('the desktop opens its door for scripts when the user says so, and remembers it', async () => {
  const stage = await openStage({ host: 'desktop' })
  const report: string[] = []
  const attach = () => stage.core.access.rest.attach(restDoor({ core: stage.core, port: 0, report: (what, error) => report.push(`${what}: ${String(error)}`) }))
  await attach()
  onTestFinished(() => stage.core.access.rest.stop())
  const note = join(stage.directory, 'command-line.json')
  const cli = async (...args: string[]) => {
    let printed = ''
    await run([...args, '--data-dir', stage.directory], { env: {}, print: (text) => (printed += text) })
    return printed
  }
  expect(await stage.client.access.rest()).toMatchObject({ isOn: false, url: null, canChange: true })
  expect(existsSync(note)).toBe(false)
  await expect(cli('stations')).rejects.toMatchObject({ exitCode: 1 })

  const { url } = await stage.client.access.setRest({ isOn: true })
  const { secret } = await stage.client.access.makeToken({ name: 'Nightly', level: 'read', expiresAt: null })
  expect((await fetch(`${url}/stations`, { headers: { authorization: `Bearer ${secret}` } })).status).toBe(200)
  expect((await fetch(`${url}/stations`)).status).toBe(401)
  expect(await cli('stations')).toMatch(/^STATION/)

  await stage.restart()
  await attach()
  expect(await stage.client.access.rest(), 'open again without being asked').toMatchObject({ isOn: true, url: expect.stringContaining('127.0.0.1') })
  const { url: later } = await stage.client.access.rest()
  await stage.client.access.setRest({ isOn: false })
  await expect(fetch(`${later}/stations`)).rejects.toThrow()
  expect(existsSync(note)).toBe(false)
  expect(report).toEqual([])
})
