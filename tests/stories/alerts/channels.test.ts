import { createHmac } from 'node:crypto'
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import type { ChannelInput, ChannelTarget } from '#contract/alerts'
import { eventually, HOUR, MINUTE, openStage, rowsOf, type Stage, storyStart } from '../story'
import { aBroker, aMailServer, aWebServer } from './receivers'
import { aCharger, alertsOf, look, lookUntil, say, setRule } from './watching'

const aChannel = (target: ChannelTarget, overrides: Partial<ChannelInput> = {}): ChannelInput => ({
  channel: null, name: 'Control room', isOn: true, target, language: 'en', sends: 'each', digestAt: '07:00', ...overrides,
})
const channelsOf = async (stage: Stage) => (await rowsOf(stage.client.alerts.watchChannels())).filter(({ target }) => target.kind !== 'desktop')

/** A charger whose faults are told at once, and over at once. */
async function aFaultyCharger(stage: Stage, identity?: string) {
  await setRule(stage, 'fault', { threshold: 0, resetMinutes: 0 })
  await setRule(stage, 'offline', { isOn: false })
  const station = await aCharger(stage, identity)
  return {
    breaks: async () => {
      await say(station, stage, 'Faulted', { errorCode: 'GroundFailure' })
      look(stage)
    },
    recovers: async () => {
      await say(station, stage, 'Available')
      look(stage)
    },
  }
}

test('e-mail: what opens within half a minute is one mail, with a text for people; the end is another', async () => {
  const stage = await openStage()
  const server = await aMailServer()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'email', host: '127.0.0.1', port: server.port, security: 'none', user: server.user, from: 'plugboard@depot.example', to: ['ada@depot.example', 'bob@depot.example'] }, { secret: server.password }))
  const one = await aFaultyCharger(stage, 'Gate 1')
  const two = await aFaultyCharger(stage, 'Gate 2')
  await one.breaks()
  await two.breaks()
  stage.clock.advance(20_000)
  expect(server.mails).toEqual([])
  stage.clock.advance(11_000)
  await lookUntil(stage, () => Promise.resolve(server.mails.length)).toBe(1)
  expect(server.mails[0]).toMatchObject({ from: 'plugboard@depot.example', to: ['ada@depot.example', 'bob@depot.example'] })
  expect(server.mails[0]?.text).toMatch(/Subject: 2 alerts/)
  expect(server.mails[0]?.text.replaceAll(/=\r\n/g, '')).toMatch(/Gate 1, socket 1: The socket reports a fault: GroundFailure\./)
  await one.recovers()
  stage.clock.advance(31_000)
  await lookUntil(stage, () => Promise.resolve(server.mails.length)).toBe(2)
  expect(server.mails[1]?.text).toMatch(/Subject: Over: Fault: Gate 1, socket 1/)
})

test('webhook: signed with its key over time and body, and the same alert is told once', async () => {
  const stage = await openStage()
  const server = await aWebServer()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }, { secret: 'shared key' }))
  const charger = await aFaultyCharger(stage)
  await charger.breaks()
  stage.clock.advance(10 * MINUTE)
  await lookUntil(stage, () => Promise.resolve(server.posts.length)).toBe(1)
  const { body, headers } = server.posts[0]!
  expect(JSON.parse(body)).toMatchObject({ event: 'opened', alerts: [{ kind: 'fault', severity: 'critical', station: 'RAW-1', evse: 1, connector: 1, since: new Date(storyStart).toISOString() }] })
  const timestamp = String(headers['plugboard-timestamp'])
  expect(headers['plugboard-signature']).toBe(`v1=${createHmac('sha256', 'shared key').update(`${timestamp}.${body}`).digest('hex')}`)
  stage.clock.advance(HOUR)
  expect(server.tries()).toBe(1)
})

test('MQTT: published beneath the topic by kind and charger, confirmed by the broker', async () => {
  const stage = await openStage()
  const broker = await aBroker()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'mqtt', url: broker.url, user: 'plug', topic: 'depot/alerts' }, { secret: broker.password }))
  const charger = await aFaultyCharger(stage, 'A+1')
  await charger.breaks()
  stage.clock.advance(2_000)
  await lookUntil(stage, () => Promise.resolve(broker.published.map(({ topic }) => topic))).toEqual(['depot/alerts/fault/A_1'])
  expect(broker.published[0]?.payload).toMatchObject({ event: 'opened', kind: 'fault', station: 'A+1', text: 'The socket reports a fault: GroundFailure.' })
})

test('a test of each channel gives what the other side really said', async () => {
  const stage = await openStage()
  const [mail, web, broker] = [await aMailServer(), await aWebServer((count) => (count === 1 ? 503 : 200)), await aBroker()]
  const save = (target: ChannelTarget, secret: string) => stage.client.alerts.saveChannel(aChannel(target, { secret }))
  const email: ChannelTarget = { kind: 'email', host: '127.0.0.1', port: mail.port, security: 'none', user: mail.user, from: 'a@b.example', to: ['c@d.example'] }
  const tried = async (channel: number) => stage.client.alerts.testChannel({ channel })
  const withWrongPassword = await save(email, 'wrong')
  expect(await tried(withWrongPassword)).toMatchObject({ isDelivered: false, answer: expect.stringMatching(/Invalid login: 535/) as string })
  expect(await tried(await save(email, mail.password))).toEqual({ isDelivered: true, answer: '250 queued as 1' })
  const webhook = await save({ kind: 'webhook', url: web.url }, 'key')
  expect(await tried(webhook)).toEqual({ isDelivered: false, answer: 'HTTP 503 Service Unavailable not now' })
  expect(await tried(webhook)).toEqual({ isDelivered: true, answer: 'HTTP 200 OK thanks' })
  expect(await tried(await save({ kind: 'webhook', url: 'http://127.0.0.1:1/' }, 'key'))).toMatchObject({ isDelivered: false, answer: expect.stringMatching(/ECONNREFUSED|bad port/) as string })
  expect(await tried(await save({ kind: 'mqtt', url: broker.url, user: 'x', topic: 't' }, broker.password))).toMatchObject({ isDelivered: true })
  expect(await tried(await save({ kind: 'mqtt', url: broker.url, user: 'x', topic: 't' }, 'wrong'))).toMatchObject({ isDelivered: false })
  expect(mail.mails[0]?.text).toMatch(/Subject: Test message of Plugboard/)
  expect(broker.published).toMatchObject([{ topic: 't/test' }])
})

test('a webhook that fails five times is tried with growing pauses; what came meanwhile waits behind it, in its order', async () => {
  const stage = await openStage()
  const server = await aWebServer((count) => (count <= 5 ? 500 : 200))
  const channel = await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }))
  const charger = await aFaultyCharger(stage)
  await charger.breaks()
  const settled = async (attempts: number) => {
    const [alert] = await alertsOf(stage, 'fault')
    await eventually(async () => (await stage.client.alerts.deliveries({ alert: alert!.alert }))[0]?.attempts).toBe(attempts)
  }
  stage.clock.advance(2_000)
  await settled(1)
  await charger.recovers()
  for (const [index, waitMs] of [30_000, 2 * MINUTE, 10 * MINUTE, 30 * MINUTE].entries()) {
    stage.clock.advance(waitMs - 2_000)
    expect(server.tries(), 'not before its time').toBe(index + 1)
    stage.clock.advance(3_000)
    await settled(index + 2)
  }
  expect(await channelsOf(stage)).toMatchObject([{ pending: 2, last: { isSent: false, answer: 'HTTP 500 Internal Server Error not now' } }])
  stage.clock.advance(2 * HOUR + 1_000)
  await lookUntil(stage, () => Promise.resolve(server.posts.map(({ body }) => (JSON.parse(body) as { event: string }).event))).toEqual(['opened', 'ended'])
  expect(server.tries()).toBe(7)
  await eventually(() => channelsOf(stage)).toMatchObject([{ channel, pending: 0, failed: 0, last: { isSent: true } }])
})

test('a restart between "opened" and "sent" loses nothing and repeats nothing', async () => {
  const stage = await openStage()
  const server = await aWebServer()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }, { secret: 'shared key' }))
  const charger = await aFaultyCharger(stage)
  await charger.breaks()
  expect(server.tries(), 'it is gathered still').toBe(0)
  await stage.restart()
  stage.clock.advance(2_000)
  await lookUntil(stage, () => Promise.resolve(server.posts.length)).toBe(1)
  expect(server.posts[0]?.headers['plugboard-signature'], 'the key was kept').toMatch(/^v1=[0-9a-f]{64}$/)
  await stage.restart()
  stage.clock.advance(5 * MINUTE)
  expect(server.tries()).toBe(1)
})

test('what is on its way when Plugboard ends arrives, and is not sent again', async () => {
  const stage = await openStage()
  const server = await aWebServer()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }))
  const charger = await aFaultyCharger(stage)
  await charger.breaks()
  stage.clock.advance(2_000)
  await stage.restart()
  expect(server.posts).toHaveLength(1)
  stage.clock.advance(5 * MINUTE)
  expect(server.tries()).toBe(1)
})

test('quiet hours: the alert opens, and is sent at their end if it still stands', async () => {
  const stage = await openStage()
  const server = await aWebServer()
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }))
  const [one, two] = [await aFaultyCharger(stage, 'ONE'), await aFaultyCharger(stage, 'TWO')]
  const site = await stage.client.organisation.saveSite({ site: null, name: 'Depot', company: null, address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null })
  await stage.client.organisation.place({ stations: ['ONE', 'TWO'], site: site.site, area: null })
  // It is nine o'clock in Berlin.
  await setRule(stage, 'fault', { quietHours: { from: '08:00', to: '09:30' } })
  await one.breaks()
  await two.breaks()
  await two.recovers()
  expect((await alertsOf(stage, 'fault')).map(({ state }) => state)).toEqual(['open', 'ended'])
  stage.clock.advance(29 * MINUTE)
  expect(server.tries()).toBe(0)
  stage.clock.advance(2 * MINUTE)
  await lookUntil(stage, () => Promise.resolve(server.posts.length)).toBe(1)
  expect(JSON.parse(server.posts[0]!.body)).toMatchObject({ event: 'opened', alerts: [{ station: 'ONE' }] })
})

test('a digest each day: what stands and what is over, once, also after a restart', async () => {
  const stage = await openStage()
  const server = await aWebServer()
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const digestAt = new Intl.DateTimeFormat('en-GB', { timeZone: zone, hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }).format(storyStart + HOUR)
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: server.url }, { sends: 'digest', digestAt, language: 'de' }))
  const [one, two] = [await aFaultyCharger(stage, 'ONE'), await aFaultyCharger(stage, 'TWO')]
  await one.breaks()
  await two.breaks()
  await two.recovers()
  stage.clock.advance(50 * MINUTE)
  expect(server.tries()).toBe(0)
  stage.clock.advance(11 * MINUTE)
  await lookUntil(stage, () => Promise.resolve(server.posts.length)).toBe(1)
  const digest = JSON.parse(server.posts[0]!.body) as { event: string; text: string; alerts: { station: string; state: string; kind: string }[] }
  expect(digest.event).toBe('digest')
  expect(digest.alerts.filter(({ kind }) => kind === 'fault')).toMatchObject([{ station: 'ONE', state: 'open' }, { station: 'TWO', state: 'ended' }])
  expect(digest.text).toMatch(/Nicht vorbei: \d+\n- /)
  await stage.restart()
  stage.clock.advance(HOUR)
  expect(server.tries()).toBe(1)
})

test('a channel hears what its rules send to it, and nothing while it is off', async () => {
  const stage = await openStage()
  const [one, two, off] = [await aWebServer(), await aWebServer(), await aWebServer()]
  const channels = [await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: one.url })), await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: two.url }))]
  await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: off.url }, { isOn: false }))
  const charger = await aFaultyCharger(stage)
  await setRule(stage, 'fault', { channels: [channels[1]!] })
  await charger.breaks()
  stage.clock.advance(5_000)
  await lookUntil(stage, () => Promise.resolve(two.posts.length)).toBe(1)
  expect([one.tries(), off.tries()]).toEqual([0, 0])
})

test('secrets are in a file for the user alone, and nowhere else', async () => {
  const stage = await openStage()
  const secret = 'correct-horse-battery'
  const channel = await stage.client.alerts.saveChannel(aChannel({ kind: 'webhook', url: 'http://127.0.0.1:1/' }, { secret }))
  const file = join(stage.directory, 'secrets.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  expect(await channelsOf(stage)).toMatchObject([{ hasSecret: true }])
  expect(JSON.stringify(await channelsOf(stage))).not.toContain(secret)
  await stage.client.alerts.testChannel({ channel })
  const files = readdirSync(stage.directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
  const holding = files.filter(({ parentPath, name }) => readFileSync(join(parentPath, name)).includes(secret)).map(({ name }) => name)
  expect(holding).toEqual(['secrets.json'])
  const [saved] = await channelsOf(stage)
  const { hasSecret: _, pending: _p, failed: _f, last: _l, ...input } = saved!
  await stage.client.alerts.saveChannel({ ...input, name: 'Other' })
  expect(await channelsOf(stage), 'left out, it stays').toMatchObject([{ name: 'Other', hasSecret: true }])
  await stage.client.alerts.removeChannel({ channel })
  expect(readFileSync(file, 'utf8')).not.toContain(secret)
})

test('a notification is given to who watches, in both languages, one for what opens together', async () => {
  const stage = await openStage()
  const charger = await aFaultyCharger(stage)
  const notices = await stage.client.alerts.watchNotices()
  expect((await notices.next()).value).toEqual([])
  const next = notices.next()
  await Promise.resolve()
  await charger.breaks()
  expect((await next).value).toMatchObject([{ title: { en: 'Fault', de: 'Störung' }, text: { en: 'RAW-1, socket 1: The socket reports a fault: GroundFailure.' }, route: '/charger/RAW-1' }])
  await notices.return?.()
})
