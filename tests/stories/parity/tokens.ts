import { expect } from 'vitest'
import { eventually, first, HOUR, MINUTE, plug, rowsOf, type Stage, token } from '../story'
import type { ParityStory } from './parity-story'

const group = 'FLEET'
const fields = { status: 'accepted', validFrom: null, validUntil: null, group: null, person: null, note: '' } as const
const addToken = (stage: Stage, changes: Partial<Parameters<Stage['client']['tokens']['add']>[0]> = {}) =>
  stage.client.tokens.add({ token, ...fields, evenIfSimilar: false, ...changes })

const tokenRow = async (stage: Stage, wanted = token) => (await rowsOf(stage.client.tokens.watch())).find((row) => row.token === wanted)

/** What the station was told last of a token, whole, in words of no version. */
async function lastVerdict(stage: Stage): Promise<{ group: string | null; until: string | null }> {
  const answers = (await stage.trace({ direction: 'out' })).filter(({ kind, text }) => kind === 'result' && text.includes('Info'))
  const { idTagInfo: old, idTokenInfo: info } = (JSON.parse(answers.at(-1)!.text) as [3, string, Record<string, Info>])[2]
  return {
    group: old?.parentIdTag ?? info?.groupIdToken?.idToken ?? null,
    until: old?.expiryDate ?? info?.cacheExpiryDateTime ?? null,
  }
}
interface Info {
  parentIdTag?: string
  expiryDate?: string
  groupIdToken?: { idToken: string }
  cacheExpiryDateTime?: string
}

export const validity: ParityStory = {
  title: 'a token counts while it is valid, and its group and end are told to the station',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const until = stage.clock.now() + 3 * HOUR
    await addToken(stage, { validFrom: stage.clock.now() + HOUR, validUntil: until, group })
    expect(await station.authorize(token)).toBe(version === '1.6' ? 'Invalid' : 'NotAtThisTime')
    stage.clock.advance(2 * HOUR)
    expect(await station.authorize(token)).toBe('Accepted')
    await eventually(() => lastVerdict(stage)).toEqual({ group, until: new Date(until).toISOString() })
    stage.clock.advance(2 * HOUR)
    expect(await station.authorize(token)).toBe('Expired')
    await eventually(() => lastVerdict(stage)).toEqual({ group, until: null })
    expect(await tokenRow(stage)).toMatchObject({ seen: 3, refused: 2 })
  },
}

export const personOfSession: ParityStory = {
  title: 'A01: a session shows whose card it was, however the reader spells it, and keeps the name',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    const ada = await stage.client.people.save({ person: null, name: 'Ada', note: '' })
    await addToken(stage, { token: '04a2b9c1d27480', person: ada.person })
    await station.plugIn(plug)
    await station.startCharging(plug, '04:A2:B9:C1:D2:74:80')
    expect(await stage.live()).toMatchObject([{ person: 'Ada', idToken: '04:A2:B9:C1:D2:74:80' }])
    await stage.client.people.save({ person: ada.person, name: 'Ada Byron', note: '' })
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ person: 'Ada' }])
    const filter = { station: null, text: 'ada' }
    expect((await stage.client.sessions.history({ filter, cursor: null, limit: 10 })).rows).toHaveLength(1)
  },
}

export const secondSession: ParityStory = {
  title: 'a card that already charges is refused a second session, unless the setting allows it',
  async play(stage, version) {
    const one = await stage.stationOf(version, { plan: { identity: 'VS-0001' } })
    const two = await stage.stationOf(version, { plan: { identity: 'VS-0002' } })
    await addToken(stage, { group })
    await one.plugIn(plug)
    await one.startCharging(plug, token)
    await two.plugIn(plug)
    expect(await two.authorize(token), 'an Authorize is no start').toBe('Accepted')
    await two.startCharging(plug, token)
    await eventually(async () => (await stage.history()).length).toBe(1)
    await two.settled()
    expect(await stage.history()).toMatchObject([{ station: 'VS-0002', reason: 'deauthorized', energyWh: 0 }])
    expect(await stage.live()).toMatchObject([{ station: 'VS-0001', state: 'running' }])

    await stage.client.settings.set({ concurrentSessions: 'accept' })
    stage.clock.advance(MINUTE)
    await two.startCharging(plug, token)
    expect((await stage.live()).map(({ station }) => station)).toEqual(['VS-0001', 'VS-0002'])
  },
}

export const startAgain: ParityStory = {
  title: 'T04: a start that is repeated is no second session of its card',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await addToken(stage)
    await station.plugIn(plug)
    station.loseAnswers(2)
    await station.startCharging(plug, token)
    await station.repeat(plug, 'start')
    await station.settled()
    expect(await stage.live()).toMatchObject([{ session: 1, state: 'running' }])
    expect(await stage.history()).toEqual([])
  },
}

export const unauthorisedEnergy: ParityStory = {
  title: 'A03: a station that charges although the card was refused is found out',
  async play(stage, version) {
    const station = await stage.stationOf(version, { stopsOnInvalidToken: false })
    await addToken(stage, { status: 'blocked' })
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    expect(await stage.live()).toMatchObject([{ marks: [] }])
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 10_150, powerW: 9_000 })
    expect(await stage.live()).toMatchObject([{ energyWh: 150, marks: ['unauthorised'] }])
    stage.clock.advance(MINUTE)
    await station.meter(plug, { energyWh: 10_300, powerW: 9_000 })
    await station.stop(plug, 'local')
    expect(await stage.history()).toMatchObject([{ energyWh: 300, marks: ['unauthorised'] }])
    const { findings } = await stage.detail()
    expect(findings.filter(({ code }) => code === 'A03'), 'told once').toMatchObject([{ count: 1 }])
  },
}

export const learnedCard: ParityStory = {
  title: 'A05: the next unknown card is learned for a person, and no other',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await stage.client.settings.set({ unknownTokens: 'refuse' })
    const refusal = version === '1.6' ? 'Invalid' : 'Unknown'
    expect(await station.authorize('0101010101')).toBe(refusal)
    expect(await tokenRow(stage, '0101010101')).toMatchObject({ status: null, refused: 1, lastStation: station.plan.identity })

    const learning = await stage.client.tokens.learn({ to: { newPerson: 'Ada' }, station: station.plan.identity, seconds: 60 })
    expect(learning).toMatchObject({ personName: 'Ada', state: 'waiting', until: stage.clock.now() + MINUTE })
    // In one breath: what comes after the first is not hers.
    const [hers, other] = await Promise.all([station.authorize('04:A2:B9:C1:D2:74:80'), station.authorize('0202020202')])
    expect([hers, other]).toEqual(['Accepted', refusal])
    expect(await first(stage.client.tokens.watchLearning())).toMatchObject({
      state: 'learned', raw: '04:A2:B9:C1:D2:74:80', learnedAtStation: station.plan.identity,
    })
    expect(await tokenRow(stage)).toMatchObject({ status: 'accepted', personName: 'Ada' })
    await station.plugIn(plug)
    await station.startCharging(plug, token)
    expect(await stage.live()).toMatchObject([{ person: 'Ada' }])

    await stage.restart()
    expect(await tokenRow(stage)).toMatchObject({ status: 'accepted', personName: 'Ada', seen: 2 })
  },
}

export const learningEnds: ParityStory = {
  title: 'A05: learning ends by time, by hand, and elsewhere it never began',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await stage.register('VS-0009')
    await stage.client.settings.set({ unknownTokens: 'refuse' })
    const { person } = await stage.client.people.save({ person: null, name: 'Ada', note: '' })
    const learn = (at: string | null) => stage.client.tokens.learn({ to: { person }, station: at, seconds: 60 })
    const state = async () => (await first(stage.client.tokens.watchLearning()))?.state

    await learn('VS-0009')
    expect(await station.authorize(token)).not.toBe('Accepted')
    expect(await state()).toBe('waiting')
    await learn(null)
    stage.clock.advance(MINUTE)
    expect(await state()).toBe('timed-out')
    expect(await station.authorize(token)).not.toBe('Accepted')
    await learn(null)
    await stage.client.tokens.cancelLearning()
    expect(await state()).toBe('cancelled')
    expect(await station.authorize(token)).not.toBe('Accepted')
    await learn(null)
    expect(await station.authorize(token)).toBe('Accepted')
  },
}

export const assignedCard: ParityStory = {
  title: 'A05: a refused card is assigned with one click, A01: beside the card that it resembles',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await stage.client.settings.set({ unknownTokens: 'refuse' })
    await addToken(stage, { token: '2069C021' })
    expect(await station.authorize('21:C0:69:20'), 'never by itself').not.toBe('Accepted')
    expect(await tokenRow(stage, '21C06920')).toMatchObject({ raw: '21:C0:69:20', similar: [{ token: '2069C021' }] })
    expect(await stage.client.tokens.assign({ token: '21C06920', to: { newPerson: 'Ada' } })).toMatchObject({
      status: 'accepted', personName: 'Ada', similar: [],
    })
    expect(await station.authorize('21:C0:69:20')).toBe('Accepted')
  },
}

export const placeholder: ParityStory = {
  title: 'A04: a placeholder stands for a person at its station, and nowhere else',
  async play(stage, version) {
    const one = await stage.stationOf(version, { plan: { identity: 'VS-0001' } })
    const two = await stage.stationOf(version, { plan: { identity: 'VS-0002' } })
    await stage.client.settings.set({ unknownTokens: 'refuse' })
    expect(await one.authorize('FREE')).not.toBe('Accepted')
    await stage.client.tokens.setPlaceholder({ token: 'FREE', station: 'VS-0001', to: { newPerson: 'Ada' } })
    await one.plugIn(plug)
    await one.startCharging(plug, 'FREE')
    expect(await stage.live()).toMatchObject([{ station: 'VS-0001', person: 'Ada' }])
    expect(await two.authorize('FREE')).not.toBe('Accepted')
    await stage.client.tokens.setPlaceholder({ token: 'FREE', station: 'VS-0001', to: null })
    expect(await one.authorize('FREE')).not.toBe('Accepted')
  },
}

export const remoteTag: ParityStory = {
  title: 'A02: a remote start without a token uses 14 hex digits that are known, or what the station wants',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await stage.client.settings.set({ unknownTokens: 'refuse', remoteIdToken: '5E0A41C7D2B930' })
    const start = async () => {
      await station.plugIn(plug)
      expect(await stage.ask({ kind: 'start', place: plug, idToken: null })).toMatchObject({ outcome: 'accepted' })
      await eventually(async () => (await stage.live()).length).toBe(1)
      await station.settled()
      const [session] = await stage.live()
      expect(await station.authorize(session!.idToken!), 'some stations ask about it').toBe('Accepted')
      await station.unplug(plug)
      return session!.idToken
    }
    expect(await start()).toBe('5E0A41C7D2B930')
    await stage.client.tokens.setRemote({ station: station.plan.identity, token: 'ABCDEF01' })
    expect(await start()).toBe('ABCDEF01')
  },
}

const listRow = async (stage: Stage) => (await rowsOf(stage.client.localLists.watch()))[0]!

async function synced(stage: Stage, full = false) {
  expect(await stage.client.localLists.sync({ stations: null, full })).toEqual({ begun: 1 })
  await eventually(async () => (await listRow(stage)).state).toBe('idle')
  return listRow(stage)
}

const sent = async (stage: Stage) =>
  (await stage.trace({ action: 'SendLocalList', direction: 'out' })).map(({ text }) => (JSON.parse(text) as [2, string, string, { updateType: string }])[3].updateType)

export const localList: ParityStory = {
  title: 'a local list is sent whole once, then by its differences, and read back',
  async play(stage, version) {
    const station = await stage.stationOf(version, { localList: { entries: 10, perMessage: 2 } })
    const list = station.localList!
    await addToken(stage, { token: 'AAAA0001', group })
    await addToken(stage, { token: 'AAAA0002' })
    await addToken(stage, { token: 'AAAA0003', status: 'blocked' })
    await addToken(stage, { token: 'AAAA0004', validUntil: stage.clock.now() + HOUR })
    expect(await listRow(stage)).toMatchObject({ wanted: 3, version: null, entries: null, nextVersion: 1, canSync: true, result: null })

    expect(await synced(stage)).toMatchObject({ version: 2, entries: 3, nextVersion: null, mostEntries: 10, result: 'done' })
    expect(await sent(stage), 'two messages of two').toEqual(['Full', 'Differential'])
    expect([list.version, [...list.entries.keys()].sort()]).toEqual([2, ['AAAA0001', 'AAAA0002', 'AAAA0004']])
    expect(JSON.stringify(list.entries.get('AAAA0001'))).toContain(group)

    await stage.client.tokens.setStatus({ token: 'AAAA0002', status: 'blocked' })
    await stage.client.tokens.setStatus({ token: 'AAAA0003', status: 'accepted' })
    stage.clock.advance(2 * HOUR)
    expect(await listRow(stage)).toMatchObject({ wanted: 2, nextVersion: 3 })
    expect(await synced(stage)).toMatchObject({ version: 4, entries: 2, nextVersion: null, result: 'done' })
    expect([...list.entries.keys()].sort(), 'a blocked and an expired one are gone').toEqual(['AAAA0001', 'AAAA0003'])
    expect(await synced(stage)).toMatchObject({ version: 4, result: 'up-to-date' })
    expect((await sent(stage)).slice(2)).toEqual(['Differential', 'Differential'])

    await stage.restart()
    expect(await listRow(stage)).toMatchObject({ version: 4, entries: 2, nextVersion: null })
  },
}

export const foreignList: ParityStory = {
  title: 'a list that somebody else changed is replaced, and one can be sent whole at any time',
  async play(stage, version) {
    const station = await stage.stationOf(version)
    await addToken(stage, { token: 'AAAA0001' })
    await synced(stage)
    station.localList!.update({ version: 40, isFull: true, entries: [{ token: 'FOREIGN', info: {} }] })
    expect(await synced(stage)).toMatchObject({ version: 41, entries: 1, result: 'done' })
    expect([...station.localList!.entries.keys()]).toEqual(['AAAA0001'])
    expect(await synced(stage, true)).toMatchObject({ version: 42, result: 'done' })
    expect(await sent(stage)).toEqual(['Full', 'Full', 'Full'])
  },
}

export const noLocalList: ParityStory = {
  title: 'F11: a station without a local list says so and is not asked by itself again',
  async play(stage, version) {
    const station = await stage.stationOf(version, { localList: null })
    await stage.client.settings.set({ ownAccord: { 'local-list': true } })
    await addToken(stage)
    // Nothing by itself before the link held for half a minute (quirk C17).
    stage.clock.advance(40_000)
    await eventually(async () => (await listRow(stage)).result).toBe('not-supported')
    await station.settled()
    const asked = async () => (await stage.trace({ action: 'GetLocalListVersion', direction: 'out' })).length
    expect(await asked()).toBe(1)
    await addToken(stage, { token: 'AAAA0002' })
    stage.clock.advance(HOUR)
    await station.heartbeat()
    expect(await asked()).toBe(1)
    expect(await synced(stage), 'but a person may').toMatchObject({ result: 'not-supported' })
    expect(await asked()).toBe(2)
  },
}

export const automaticList: ParityStory = {
  title: 'with the setting, lists follow the tokens by themselves, as far as they fit',
  async play(stage, version) {
    const station = await stage.stationOf(version, { localList: { entries: 1 } })
    await addToken(stage, { token: 'AAAA0001' })
    stage.clock.advance(MINUTE)
    await station.heartbeat()
    expect(station.localList!.version, 'off by default').toBe(0)
    await stage.client.settings.set({ ownAccord: { 'local-list': true } })
    stage.clock.advance(10_000)
    await eventually(async () => (await listRow(stage)).result).toBe('done')
    expect([...station.localList!.entries.keys()]).toEqual(['AAAA0001'])
    await addToken(stage, { token: 'AAAA0002' })
    await station.authorize('AAAA0002')
    stage.clock.advance(10_000)
    await eventually(async () => (await listRow(stage)).result).toBe('too-many')
    expect([...station.localList!.entries.keys()], 'the one that was used last').toEqual(['AAAA0002'])
    expect(await listRow(stage)).toMatchObject({ wanted: 2, entries: 1, mostEntries: 1, nextVersion: null })
  },
}
