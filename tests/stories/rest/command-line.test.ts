import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { dataDirectory } from '../../../src-main/cli'
import { run } from '../../../src-main/command-line/run'
import { answering as answers, rawStation, type RawStation } from '../raw-station'
import { eventually } from '../story'
import { serve } from './served'

/** A console, a charger that answers as the test says, and the command line as a user of this machine has it. */
async function open() {
  const served = await serve()
  const station = await rawStation(served.stage, { identity: 'CP-1' })
  await station.boot()
  const cli = async (...args: string[]) => {
    let printed = ''
    await run([...args, '--data-dir', served.stage.directory], { env: {}, print: (text) => (printed += text) })
    return printed
  }
  return { ...served, station, cli }
}

async function answering(station: RawStation, answer: (id: string) => string): Promise<void> {
  await eventually(() => station.received.length).toBeGreaterThan(0)
  const [, id] = JSON.parse(station.received.shift() ?? '[]') as [number, string]
  station.send(answer(id))
}

describe('send', () => {
  it.each([
    ['Accepted', (id: string) => `[3,"${id}",{"status":"Accepted"}]`, { outcome: 'accepted', response: { status: 'Accepted' } }],
    ['Rejected', (id: string) => `[3,"${id}",{"status":"Rejected"}]`, { outcome: 'rejected', answer: 'Rejected' }],
    ['a CALLERROR', (id: string) => `[4,"${id}","InternalError","broken",{}]`, { outcome: 'error', answer: 'InternalError: broken' }],
  ])('gives %s as data', async (_name, answer, expected) => {
    const { station, cli } = await open()
    const [printed] = await Promise.all([cli('send', 'CP-1', 'Reset', '{"type":"Soft"}', '--json'), answering(station, answer)])
    expect(JSON.parse(printed)).toMatchObject({ station: 'CP-1', action: 'Reset', by: 'token:command line', ...expected })
  })

  it('gives a time-out as data', async () => {
    const { cli } = await open()
    expect(await cli('send', 'CP-1', 'ClearCache', '--timeout', '1')).toBe('CP-1 ClearCache: no answer in time (0 ms)\n')
  })

  it('fails only where nothing was sent, and says why', async () => {
    const { station, stage, cli } = await open()
    await expect(cli('send', 'NOBODY', 'Reset')).rejects.toMatchObject({ exitCode: 3, data: { code: 'STATION_NOT_FOUND' } })
    await stage.register('LATER')
    await expect(cli('send', 'LATER', 'Reset')).rejects.toMatchObject({ exitCode: 3, message: 'LATER is not connected.' })
    await expect(cli('send', 'CP-1', 'Reset', '{"type":"Perhaps"}')).rejects.toMatchObject({
      exitCode: 3,
      message: expect.stringContaining('/type'),
      data: { code: 'INVALID_PAYLOAD' },
    })
    await expect(cli('send', 'CP-1', 'Nonsense')).rejects.toMatchObject({ exitCode: 3 })
    expect(station.received).toEqual([])
    const forced = cli('send', 'CP-1', 'Reset', '{"type":"Perhaps"}', '--force', '--json')
    await answering(station, (id) => `[4,"${id}","PropertyConstraintViolation","",{}]`)
    expect(JSON.parse(await forced)).toMatchObject({ outcome: 'error', request: { isForced: true } })
  })

  it('names what a message is called in the version of the charger', async () => {
    const { stage, cli } = await open()
    const newer = await rawStation(stage, { identity: 'CP-2', version: '2.0.1' })
    await newer.boot()
    await expect(cli('send', 'CP-2', 'GetConfiguration', '{"key":["HeartbeatInterval"]}')).rejects.toMatchObject({
      exitCode: 3, message: expect.stringMatching(/^CP-2 speaks OCPP 2\.0\.1, which has no GetConfiguration\..*There it is GetVariables:\n  npm run cli -- send CP-2 GetVariables '\{/s),
    })
    await expect(cli('send', 'CP-1', 'getConfiguration')).rejects.toMatchObject({ message: expect.stringContaining('Did you mean GetConfiguration?') })
    expect(newer.received).toEqual([])
  })

  it.each([
    [['send', 'CP-1']],
    [['send', 'CP-1', 'Reset', '[1]']],
    [['send', 'CP-1', 'Reset', '{}', 'more']],
    [['send', 'CP-1', 'Reset', '--timeout', '0']],
    [['stations', '--wrong']],
    [['nonsense']],
  ])('is wrong usage: %j', async (args) => {
    await expect(run(args, { env: {}, print: () => undefined })).rejects.toMatchObject({ exitCode: 2 })
  })
})

describe('reading', () => {
  it('lists chargers and sessions, as a table or as JSON', async () => {
    const { cli } = await open()
    expect(await cli('stations')).toMatch(/^STATION +NAME .*\nCP-1 +CP-1 +in use +connected +OCPP 1\.6J/)
    expect(JSON.parse(await cli('stations', '--json'))).toMatchObject([{ station: 'CP-1' }])
    expect(JSON.parse(await cli('sessions', '--json'))).toEqual([])
    expect(await cli('sessions', '--live', '--text', 'x')).toMatch(/^SESSION/)
  })

  it('shows the trace, and follows it', async () => {
    const { station, cli, stage } = await open()
    await eventually(() => cli('trace', '--action', 'BootNotification', '--limit', '1')).toMatch(/CP-1 ← BootNotification \[3,/)
    let printed = ''
    const following = run(['trace', '--follow', '--text', 'Heartbeat', '--json', '--data-dir', stage.directory], {
      env: {},
      print: (text) => (printed += text),
    })
    // Ends with the console, which the test closes.
    following.catch(() => undefined)
    await station.call('Heartbeat', {})
    await eventually(() => {
      stage.clock.advance(200)
      return printed
    }).toContain('"action":"Heartbeat"')
  })

  it('is told an address and a token by the environment, and says when nothing is there', async () => {
    const { origin, tokenOf } = await open()
    let printed = ''
    const env = { PLUGBOARD_URL: origin, PLUGBOARD_TOKEN: await tokenOf('read') }
    await run(['stations', '--json'], { env, print: (text) => (printed += text) })
    expect(JSON.parse(printed)).toHaveLength(1)
    await expect(run(['send', 'CP-1', 'Reset'], { env, print: () => undefined })).rejects.toMatchObject({ code: 'LEVEL_TOO_LOW' })
    await expect(run(['stations', '--data-dir', '/nowhere'], { env: {}, print: () => undefined })).rejects.toMatchObject({ exitCode: 1 })
    await expect(run(['stations', '--url', 'http://127.0.0.1:1', '--token', 'x'], { env: {}, print: () => undefined })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('Is Plugboard running there?'),
    })
  })

  // On macOS the place is always that of the account, which a test leaves alone.
  it.skipIf(process.platform === 'darwin')('is told of --demo when only the demo runs', async () => {
    const home = mkdtempSync(join(tmpdir(), 'plugboard-test-'))
    const env = { XDG_DATA_HOME: home, APPDATA: home }
    const surroundings = { platform: process.platform, env, homeDirectory: home }
    const directory = dataDirectory(undefined, { demo: true, surroundings })
    mkdirSync(directory)
    writeFileSync(join(directory, 'command-line.json'), '{}')
    await expect(run(['stations'], { env, print: () => undefined })).rejects.toMatchObject({
      exitCode: 1,
      message: expect.stringContaining('Add --demo to the command.'),
    })
  })
})

describe('import', () => {
  it('shows what it would do, names the bad rows, and imports the others', async () => {
    const { cli, stage } = await open()
    const file = join(stage.directory, 'chargers.csv')
    writeFileSync(file, '\uFEFFstation;name;site\r\nCP-1;Gate;\r\nCP-2;"Deck; left";Harbour\r\n;Nobody;\r\nCP-3;Right;Harbour\r\ncp-3;Twice;\r\n')
    await expect(cli('import', file, '--dry-run')).rejects.toMatchObject({ exitCode: 1, message: expect.stringContaining('3, 5') })
    expect(await stage.stations()).toHaveLength(1)
    await expect(cli('import', file)).rejects.toMatchObject({ message: '2 of 5 rows cannot be imported: 3, 5.' })
    expect((await stage.stations()).map(({ station, name, siteName }) => [station, name, siteName])).toEqual([
      ['CP-1', 'CP-1', null],
      ['CP-2', 'Deck; left', 'Harbour'],
      ['CP-3', 'Right', 'Harbour'],
    ])
  })

  it('sets settings of a charger, tells what became of each, and leaves those be that are right', async () => {
    const { cli, stage, station } = await open()
    const values: Record<string, string> = { HeartbeatInterval: '300', MeterValueSampleInterval: '60' }
    const setting = (key: string) => ({ key, readonly: key === 'NumberOfConnectors', value: key === 'NumberOfConnectors' ? '2' : values[key] })
    answers(station, {
      GetConfiguration: ({ key }) => ({ configurationKey: ((key as string[] | undefined) ?? [...Object.keys(values), 'NumberOfConnectors']).filter((name) => name === 'NumberOfConnectors' || name in values).map(setting) }),
      ChangeConfiguration: ({ key, value }) => {
        if (key === 'MeterValueSampleInterval') return { status: 'Rejected' }
        values[String(key)] = String(value)
        return { status: 'Accepted' }
      },
    })
    await stage.client.configuration.read({ station: 'CP-1' })
    const file = join(stage.directory, 'settings.csv')
    writeFileSync(file, 'name,value\nheartbeatinterval,120\nMeterValueSampleInterval,30\nNumberOfConnectors,3\n')
    await expect(cli('import', file)).rejects.toMatchObject({ exitCode: 2, message: expect.stringContaining('--station') })
    const dry = cli('import', file, '--station', 'CP-1', '--dry-run')
    await expect(dry).rejects.toMatchObject({ message: '1 of 3 rows cannot be imported: 3.' })
    expect(values).toMatchObject({ HeartbeatInterval: '300' })
    await expect(cli('import', file, '--station', 'CP-1')).rejects.toMatchObject({ message: '2 of 3 rows cannot be imported: 2, 3.' })
    expect(values).toEqual({ HeartbeatInterval: '120', MeterValueSampleInterval: '60' })
    writeFileSync(file, JSON.stringify([{ name: 'HeartbeatInterval', value: '120' }]))
    expect(await cli('import', file, '--station', 'CP-1')).toMatch(/HeartbeatInterval = 120 +as it is\n$/)
    writeFileSync(file, JSON.stringify([{ name: 'HeartbeatInterval', value: '90' }]))
    expect(await cli('import', file, '--station', 'CP-1')).toMatch(/imported\n$/)
  })

  it('brings people and their tokens, and leaves them be the second time', async () => {
    const { cli, stage } = await open()
    const file = join(stage.directory, 'people.json')
    writeFileSync(file, JSON.stringify([{ token: '04A2', person: 'Ada', note: 'blue' }, { token: '04B3', person: 'Ada' }]))
    expect(await cli('import', file)).toMatch(/imported\n.*imported\n$/)
    expect(await stage.client.tokens.list()).toMatchObject([{ personName: 'Ada' }, { personName: 'Ada' }])
    expect(await cli('import', file)).toMatch(/as it is\n.*as it is\n$/)
    // One bad row, and nothing of the file comes in.
    const second = join(stage.directory, 'people.txt')
    writeFileSync(second, 'person\ttoken\r\nBob\t05B3\r\nBob\t04A2\r\n')
    await expect(cli('import', second)).rejects.toMatchObject({ exitCode: 1, message: '1 of 2 rows cannot be imported: 2. Nothing was imported.' })
    expect(await stage.client.tokens.list()).toHaveLength(2)
  })
})
