import { createServer } from 'node:http'
import { parseArgs } from 'node:util'
import { implement } from '@orpc/server'
import { RPCHandler } from '@orpc/server/ws'
import sirv from 'sirv'
import { WebSocketServer } from 'ws'
import { contract } from '#contract/api'
import type { CommandRecord } from '#contract/commands'
import type { IdTokenRow } from '#contract/people'
import type { KeyedEvent, Overview, Settings } from '#contract/read-models'
import type { SessionRow } from '#contract/sessions'
import type { StationRow } from '#contract/stations'
import { actionCatalog } from '../../src-main/ocpp/action-catalog'
import { tryTariff, weekOf } from '../../src-main/app/pricing/tariff-trial'
import { matches } from '../../src-main/app/bridge/trace-filter'
import { fleetOf, piesOf } from './fleet'
import * as bills from './bills'
import * as data from './data'
import * as money from './money'

const { values: flags } = parseArgs({
  options: {
    port: { type: 'string', default: '9290' },
    stations: { type: 'string', default: '40' },
    empty: { type: 'boolean', default: false },
    silent: { type: 'boolean', default: false },
    denied: { type: 'boolean', default: false },
    root: { type: 'string', default: 'out/renderer' },
  },
})

const sessions = new Map<number, SessionRow>()
const stations = new Map<string, StationRow>()
if (!flags.empty) {
  for (let index = 0; index < Number(flags.stations); index++) {
    const row = data.station(index, sessions)
    stations.set(row.station, row)
  }
  for (let index = 0; index < 3; index++) {
    const row = data.newcomer(index)
    stations.set(row.station, row)
  }
}
let settings: Settings = {
  firstContact: 'quarantine',
  unknownTokens: 'accept',
  concurrentSessions: 'refuse',
  remoteIdToken: '5E0A41C7D2B930',
  keepFramesDays: 30,
  keepFramesMb: 2_000,
  heartbeatIntervalS: 300,
  handsOff: false,
  taxRounding: 'sum', issuer: { name: '', address: '', taxId: '', payment: '' },
  ownAccord: { 'boot-trigger': true, 'limit-check': true, 'heartbeat-interval': true, 'desired-settings': true, 'meter-readings': false, 'local-list': false, certificate: true, costs: true },
  servesRest: false,
}
const commands: CommandRecord[] = []
const desk = new Map(flags.empty ? [] : data.desk.map((row) => [row.session.session, row]))

const wait = (ms: number, signal?: AbortSignal) =>
  new Promise<void>((resolve) => {
    const timer = setTimeout(resolve, ms)
    signal?.addEventListener('abort', () => (clearTimeout(timer), resolve()))
  })

/** A snapshot, then a patch of some rows each 200 ms. */
async function* keyed<K, V>(rows: Map<K, V>, change: (row: V) => V, signal?: AbortSignal): AsyncGenerator<KeyedEvent<V>, void> {
  if (flags.silent) await wait(1e9, signal)
  yield { kind: 'snapshot', rows: [...rows.values()] }
  const keys = [...rows.keys()]
  while (!signal?.aborted) {
    await wait(200, signal)
    const upserts: V[] = []
    for (let n = 0; n < Math.min(20, keys.length); n++) {
      const key = data.pick(keys)
      const row = rows.get(key)
      if (row === undefined) continue
      const next = change(row)
      rows.set(key, next)
      upserts.push(next)
    }
    yield { kind: 'patch', upserts, removed: [] }
  }
}

function overview(): Overview {
  const connectors = { available: 0, charging: 0, suspended: 0, occupied: 0, reserved: 0, unavailable: 0, faulted: 0, unknown: 0 }
  const all = [...stations.values()].filter((row) => row.admission === 'registered')
  for (const { status, chargingState } of all.flatMap((row) => row.connectors)) {
    if (status !== 'occupied') connectors[status]++
    else if (chargingState === 'charging') connectors.charging++
    else if (chargingState?.startsWith('suspended')) connectors.suspended++
    else connectors.occupied++
  }
  return {
    at: Date.now(),
    stations: {
      registered: all.length,
      online: all.filter((row) => row.connection === 'online').length,
      offline: all.filter((row) => row.connection === 'offline').length,
      unknown: all.filter((row) => row.connection === 'unknown').length,
      linked: all.filter((row) => row.link === 'up').length,
    },
    connectors,
    powerW: all.reduce((sum, row) => sum + (row.power?.watts ?? 0), 0),
    runningSessions: sessions.size,
    newStations: [...stations.values()].filter((row) => row.admission === 'quarantined').length,
    deskItems: desk.size,
    securityItems: flags.empty ? 0 : 3,
    notices: flags.empty ? [] : [{ code: 'tls-certificate-expiring', since: Date.now() - 86_400_000, until: Date.now() + 20 * 86_400_000 }],
  }
}

const os = implement(contract)
const jitter = <R extends { power: StationRow['power'] }>(row: R): R => ({
  ...row,
  power: row.power ? { ...row.power, watts: Math.max(0, row.power.watts + (data.random() - 0.5) * 800) } : null,
})

/** The made-up token, or the fault that the real console would give. */
function row(token: string, errors: { TOKEN_NOT_FOUND: (fault: { data: { token: string } }) => Error }): IdTokenRow {
  const found = data.tokens.find((one) => one.token === token)
  if (!found) throw errors.TOKEN_NOT_FOUND({ data: { token } })
  return found
}

// What the fixture has no made-up data for is answered with "not found", as by an older core.
const rowOf = (session: number) => sessions.get(session) ?? data.history.find((one) => one.session === session) ?? data.history[0]!
async function* once<T>(value: T, signal: AbortSignal | undefined) {
  yield value
  await wait(1e9, signal)
}

const router = {
  app: {
    info: os.app.info.handler(() => ({
      version: '0.1.0',
      host: 'headless' as const,
      demo: false,
      dataDirectory: '/home/operator/.local/share/plugboard',
      startedAt: Date.now() - 3_600_000,
      stationAddresses: [
        { url: 'ws://192.168.178.21:9220/', interface: 'eth0', secure: false, listener: 'plain' },
        { url: 'ws://[fe80::8d1f:23ff:fe12:9a01]:9220/', interface: 'wlan0', secure: false, listener: 'plain' },
        { url: 'wss://192.168.178.21:9221/', interface: 'eth0', secure: true, listener: 'tls' },
        { url: 'ws://127.0.0.1:9220/', interface: 'lo', secure: false, listener: 'plain' },
      ],
    })),
  },
  overview: {
    watch: os.overview.watch.handler(async function* ({ signal }) {
      if (flags.silent) await wait(1e9, signal)
      for (; !signal?.aborted; await wait(1000, signal)) yield overview()
    }),
  },
  fleet: {
    watchPies: os.fleet.watchPies.handler(async function* ({ signal }) {
      if (flags.silent) await wait(1e9, signal)
      for (; !signal?.aborted; await wait(1000, signal)) yield piesOf(fleetOf(stations.values()))
    }),
    watchStations: os.fleet.watchStations.handler(async function* ({ signal }) {
      if (flags.silent) await wait(1e9, signal)
      yield { kind: 'snapshot', rows: fleetOf(stations.values()) }
      await wait(1e9, signal)
    }),
  },
  configuration: {
    watch: os.configuration.watch.handler(async function* ({ input, signal }) {
      for (; !signal?.aborted; await wait(1e9, signal)) {
        yield {
          station: input.station, version: 1, readAt: null, count: 0, gaps: [], progress: null, obstacle: null,
          rebootPendingSince: null, plan: { template: null, settings: [], isReapplied: false }, drift: [],
        }
      }
    }),
    settings: os.configuration.settings.handler(() => []),
    read: os.configuration.read.handler(() => ({ outcome: 'refused' as const, count: 0, gaps: [] })),
    cancel: os.configuration.cancel.handler(() => undefined),
    change: os.configuration.change.handler(() => []),
    snapshots: os.configuration.snapshots.handler(() => []),
    compare: os.configuration.compare.handler(() => []),
    setPlan: os.configuration.setPlan.handler(() => undefined),
    templates: os.configuration.templates.handler(() => []),
    saveTemplate: os.configuration.saveTemplate.handler(({ input }) => ({ template: 1, ...input })),
    removeTemplate: os.configuration.removeTemplate.handler(() => undefined),
  },
  ownAccord: {
    get: os.ownAccord.get.handler(() => ({ handsOffHere: false, handsOffEverywhere: false, rows: [] })),
    switch: os.ownAccord.switch.handler(() => ({ handsOffHere: false, handsOffEverywhere: false, rows: [] })),
  },
  findings: {
    example: os.findings.example.handler(({ input }) => input.code === 'M17' ? null : ({
      frame: 7, at: Date.now() - 1e7, direction: 'in' as const, action: 'Authorize', firmware: '4.1.7-rc12+build.20260101', detail: 'idTag: must NOT have more than 20 characters',
      text: '[2,"6f1b6c4e-2d3a-4b7f-9a39-1f1a2d3c4b5e","Authorize",{"idTag":"A_TOKEN_THAT_IS_LONGER_THAN_TWENTY","vendorExtension":null}]',
    })),
    clear: os.findings.clear.handler(() => undefined),
  },
  letters: {
    preview: os.letters.preview.handler(() => ({
      fileName: 'Observations', sameMake: 12,
      findings: [{ code: 'schema', sentence: 'A message does not follow the schema of its version', count: 3120 }, { code: 'M17', sentence: 'Writes numbers in an unusual form', count: 12 }],
      markdown: '# Observations on a charger\n\n' + '| No. | Observation |\n| ---: | --- |\n| 1 | A message does not follow the schema |\n'.repeat(20),
    })),
    pdf: os.letters.pdf.handler(() => ({ fileName: 'Observations', pdf: '' })),
  },
  stations: {
    watch: os.stations.watch.handler(({ signal }) =>
      keyed(stations, (row) => ({ ...jitter(row), lastSeenAt: row.link === 'up' ? Date.now() : row.lastSeenAt }), signal)),
    statusHistory: os.stations.statusHistory.handler(() => []),
    watchOne: os.stations.watchOne.handler(async function* ({ input, signal, errors }) {
      for (; !signal?.aborted; await wait(1000, signal)) {
        const row = stations.get(input.station)
        if (!row) throw errors.STATION_NOT_FOUND({ data: { station: input.station } })
        yield {
          row,
          remoteAddress: '192.168.178.77',
          heartbeatIntervalS: 300,
          lastBootAt: Date.now() - 86_400_000,
          lastBootReason: null,
          clockSkewMs: 95_000,
          securityEvents: [],
          ownAccord: {
            handsOffHere: false,
            handsOffEverywhere: false,
            rows: [
              { kind: 'boot-trigger', obstacle: 'not-taken', isOffHere: false, lastSentAt: Date.now() - 9e7, count: 1 },
              { kind: 'heartbeat-interval', obstacle: null, isOffHere: false, lastSentAt: Date.now() - 3e6, count: 1480 },
              { kind: 'desired-settings', obstacle: 'off-here', isOffHere: true, lastSentAt: null, count: 0 },
              { kind: 'local-list', obstacle: 'off', isOffHere: false, lastSentAt: null, count: 0 },
            ],
          },
          hasPassword: row.authenticated,
          capabilities: (['start', 'stop', 'reset', 'unlock', 'availability', 'trigger', 'raw'] as const).map((request) => ({
            request,
            obstacle: row.link === 'down' ? 'offline' as const : null,
            caution: request === 'unlock' ? 'refused-before' as const : null,
          })),
          refusedActions: ['DataTransfer'],
          recordedElsewhere: [],
        compatibility: [
            { field: 'energyUnitFactor', value: 1, source: 'default', since: Date.now(), from: null, proposed: 1000 },
            { field: 'registerKind', value: 'session', source: 'learned', since: Date.now() - 1e8, from: 'DE*PLG*E00012*NORTH-PARKING-LEVEL-2', proposed: null },
            { field: 'ratedPowerW', value: 22_000, source: 'set', since: Date.now() - 1e9, from: null, proposed: null },
            { field: 'mayTriggerBoot', value: true, source: 'default', since: null, from: null, proposed: null },
          ],
          findings: [
            { code: 'M17', count: 12, firstAt: Date.now() - 1e7, lastAt: Date.now() - 1e4, example: 'value ""' },
            { code: 'schema', count: 3120, firstAt: Date.now() - 1e9, lastAt: Date.now(), example: 'idTag: must NOT have more than 20 characters' },
            { code: 'B07', count: 1, firstAt: Date.now() - 1e8, lastAt: Date.now() - 1e8, example: '1970-01-01T00:00:03Z' },
          ],
        }
      }
    }),
    register: os.stations.register.handler(({ input, errors }) => {
      if (stations.has(input.station)) throw errors.NAME_TAKEN({ data: { name: input.station } })
      const row = { ...data.station(1, new Map()), station: input.station, name: input.name }
      stations.set(row.station, row)
      return row
    }),
    accept: os.stations.accept.handler(({ input, errors }) => {
      const row = stations.get(input.station)
      if (!row) throw errors.STATION_NOT_FOUND({ data: input })
      const next: StationRow = { ...row, name: input.name, admission: 'registered' }
      stations.set(input.station, next)
      return next
    }),
    refuse: os.stations.refuse.handler(({ input }) => void stations.delete(input.station)),
    edit: os.stations.edit.handler(({ input, errors }) => {
      const row = stations.get(input.station)
      if (!row) throw errors.STATION_NOT_FOUND({ data: input })
      const next = { ...row, name: input.name }
      stations.set(input.station, next)
      return next
    }),
    setCompatibility: os.stations.setCompatibility.handler(() => {}),
    setPassword: os.stations.setPassword.handler(() => {}),
    command: os.stations.command.handler(async ({ input, errors }) => {
      await wait(600)
      if (input.request.kind === 'unlock') throw errors.STATION_OFFLINE({ data: { station: input.station } })
      const record: CommandRecord = {
        id: commands.length + 1,
        station: input.station,
        request: input.request,
        action: input.request.kind === 'raw' ? input.request.action : null,
        by: 'browser',
        ownAccord: null,
        sentAt: Date.now(),
        roundTripMs: 612,
        outcome: input.request.kind === 'start' ? 'rejected' : 'accepted',
        answer: input.request.kind === 'start' ? 'Rejected' : 'Accepted',
        response: { status: input.request.kind === 'start' ? 'Rejected' : 'Accepted' },
        isResponseOmitted: false,
        report: null,
      }
      commands.push(record)
      return record
    }),
    actions: os.stations.actions.handler(({ input }) => {
      const protocol = stations.get(input.station)?.protocol ?? null
      return { protocol, actions: (protocol === null ? null : actionCatalog.actions(protocol)) ?? [] }
    }),
    checkPayload: os.stations.checkPayload.handler(({ input }) => {
      const protocol = stations.get(input.station)?.protocol
      return (protocol ? actionCatalog.check(protocol, input.action, input.payload) : null) ?? []
    }),
    response: os.stations.response.handler(({ input }) => commands.find((one) => one.id === input.command)?.response ?? null),
    watchCommands: os.stations.watchCommands.handler(async function* ({ signal }) {
      yield { kind: 'snapshot' as const, rows: [...commands] }
      let sent = commands.length
      for (; !signal?.aborted; await wait(200, signal)) {
        if (commands.length > sent) yield { kind: 'patch' as const, upserts: commands.slice(sent), removed: [] }
        sent = commands.length
      }
    }),
  },
  sites: { list: os.sites.list.handler(() => (flags.empty ? [] : data.sites)) },
  sessions: {
    watchLive: os.sessions.watchLive.handler(({ signal }) => keyed(sessions, jitter, signal)),
    get: os.sessions.get.handler(({ input, errors }) => {
      const row = sessions.get(input.session) ?? data.history.find((one) => one.session === input.session)
      if (!row) throw errors.SESSION_NOT_FOUND({ data: input })
      return row
    }),
    watchCurve: os.sessions.watchCurve.handler(async function* ({ input, signal, errors }) {
      const session = sessions.get(input.session) ?? data.history.find((one) => one.session === input.session)
      if (!session) throw errors.SESSION_NOT_FOUND({ data: input })
      yield { kind: 'snapshot' as const, session, points: data.curve(session.startedAt, session.endedAt ?? Date.now()) }
      await wait(1e9, signal)
    }),
    samples: os.sessions.samples.handler(() => []),
    course: os.sessions.course.handler(({ input }) => money.courseOf(rowOf(input.session))),
    playback: os.sessions.playback.handler(({ input }) => money.playbackOf(rowOf(input.session))),
    summary: os.sessions.summary.handler(() => ({
      sessions: 1_234_567, energyWh: 9_876_543_210, durationMs: 9.9e12, inactivityMs: 3.3e12, inactivityKnown: 1_200_000,
      revenue: [{ currency: 'EUR', amount: 987_654_321_000, sessions: 1_000_000 }, { currency: 'JPY', amount: 12_000_000_000, sessions: 12 }],
    })),
    history: os.sessions.history.handler(({ input }) => {
      const from = Number(input.cursor ?? 0)
      const text = input.filter.text?.toLowerCase() ?? ''
      const matching = (flags.empty ? [] : data.history).filter((row) =>
        (!input.filter.station || row.station === input.filter.station)
        && `${row.station} ${row.stationName} ${row.idToken}`.toLowerCase().includes(text))
      const next = from + input.limit
      return { rows: matching.slice(from, next), next: next < matching.length ? String(next) : null }
    }),
  },
  pricing: {
    watch: os.pricing.watch.handler(({ signal }) => once(money.book, signal)),
    watchSession: os.pricing.watchSession.handler(({ input, signal }) => once(money.pricingOf(rowOf(input.session)), signal)),
    course: os.pricing.course.handler(({ input }) => money.priceCourseOf(rowOf(input.session))),
    tryTariff: os.pricing.tryTariff.handler(({ input }) => tryTariff(input)),
    week: os.pricing.week.handler(({ input: { tariff, ...when } }) => weekOf(tariff, when)),
    priceAt: os.pricing.priceAt.handler(({ input }) => money.priceAt(rowOf(input.session), input.at)),
  },
  organisation: { watch: os.organisation.watch.handler(({ signal }) => once(money.organisation, signal)) },
  trace: {
    watch: os.trace.watch.handler(async function* ({ input, signal }) {
      const matching = (lines: ReturnType<typeof data.traceLine>[]) => lines.filter((line) => matches(line, input.filter))
      const first = flags.empty ? [] : Array.from({ length: 200 }, (_, n) => data.traceLine(Date.now() - (200 - n) * 150))
      yield { lines: matching(first), omitted: 0 }
      while (!signal?.aborted) {
        await wait(flags.empty ? 1e9 : 400, signal)
        yield { lines: matching(Array.from({ length: 4 }, () => data.traceLine())), omitted: data.random() < 0.02 ? 312 : 0 }
      }
    }),
    page: os.trace.page.handler(({ input }) => ({
      rows: Array.from({ length: input.limit }, (_, n) => data.traceLine(Date.now() - 60_000 - n * 200)),
      next: '1',
      searchedTo: Date.now() - 160_000,
    })),
    frame: os.trace.frame.handler(() => null),
    line: os.trace.line.handler(() => data.traceLine()),
    partner: os.trace.partner.handler(() => null),
    export: os.trace.export.handler(async function* ({ signal }) {
      for (let part = 0; part < 40 && !signal?.aborted; part++) {
        await wait(200, signal)
        yield { text: '{}\n', frames: 1, searchedTo: part === 39 ? null : Date.now() }
      }
    }),
    kept: os.trace.kept.handler(() => ({ frames: 1_234_567, bytes: 987_654_321, since: Date.now() - 13 * 86_400_000 })),
    bookmarks: os.trace.bookmarks.handler(() => (flags.empty ? [] : [
      { line: { ...data.traceLine(Date.now() - 9e8), bookmark: '' }, note: '', at: Date.now() - 8e8 },
      { line: { ...data.traceLine(Date.now() - 9e6), bookmark: 'long' }, note: 'Donaudampfschifffahrtsgesellschaft asked why this takes so long, twice', at: Date.now() - 8e6 },
    ])),
    mark: os.trace.mark.handler(() => {}),
    unmark: os.trace.unmark.handler(() => {}),
  },
  desk: {
    watch: os.desk.watch.handler(({ signal }) => keyed(desk, (row) => row, signal)),
    evidence: os.desk.evidence.handler(({ input, errors }) => {
      const row = desk.get(input.session)
      if (!row) throw errors.SESSION_NOT_FOUND({ data: input })
      return data.evidenceOf(row)
    }),
    preview: os.desk.preview.handler(({ input, errors }) => {
      const row = desk.get(input.session)
      if (!row) throw errors.SESSION_NOT_FOUND({ data: input })
      return { before: row.values, after: { ...row.values, state: 'completed', endedAt: row.values.startedAt + 3_600_000 } }
    }),
    apply: os.desk.apply.handler(({ input }) => void desk.delete(input.session)),
    applyProposals: os.desk.applyProposals.handler(({ input }) =>
      input.sessions.map((session, index) => {
        if (index % 4 !== 3) desk.delete(session)
        return { session, outcome: index % 4 === 3 ? 'changed' : 'applied' }
      })),
    undo: os.desk.undo.handler(() => {}),
    audit: os.desk.audit.handler(() => ({ rows: flags.empty ? [] : data.desk.flatMap((row) => data.evidenceOf(row).audit), next: null })),
  },
  handshakes: {
    watch: os.handshakes.watch.handler(({ signal }) =>
      keyed(new Map((flags.empty ? [] : data.handshakes).map((row) => [row.id, row])), (row) => row, signal)),
    evidence: os.handshakes.evidence.handler(({ input }) => data.handshakes.find(({ id }) => id === input.id) ?? null),
    ports: os.handshakes.ports.handler(() => data.ports),
  },
  bills: {
    month: os.bills.month.handler(({ input }) => ({ ...bills.month(input.party, input.month), ...(flags.empty && { rows: [] }) })),
    statement: os.bills.statement.handler(({ input }) => (flags.empty ? [] : [bills.statement(input.party, input.month)])),
    notAssigned: os.bills.notAssigned.handler(() => (flags.empty ? [] : bills.notAssigned)),
    closings: os.bills.closings.handler(() => (flags.empty ? [] : bills.closings)),
    reimbursement: os.bills.reimbursement.handler(({ input }) => bills.reimbursement(input.month)),
  },
  people: {
    watch: os.people.watch.handler(({ signal }) =>
      keyed(new Map((flags.empty ? [] : data.people).map((row) => [row.person, row])), (row) => row, signal)),
    save: os.people.save.handler(({ input }) => ({ person: input.person ?? 99, name: input.name, note: input.note, company: input.company ?? null, costCentre: input.costCentre ?? '', vehicles: input.vehicles ?? [], createdAt: Date.now() })),
    remove: os.people.remove.handler(() => {}),
  },
  tokens: {
    watch: os.tokens.watch.handler(({ signal }) =>
      keyed(new Map((flags.empty ? [] : data.tokens).map((row) => [row.token, row])), (row) => row, signal)),
    list: os.tokens.list.handler(() => (flags.empty ? [] : data.tokens)),
    add: os.tokens.add.handler(({ input, errors }) => {
      throw errors.TOKEN_TAKEN({ data: { token: input.token, person: null } })
    }),
    edit: os.tokens.edit.handler(({ input, errors }) => row(input.token, errors)),
    setStatus: os.tokens.setStatus.handler(({ input }) => {
      const token = data.tokens.find((one) => one.token === input.token)
      if (token) token.status = input.status
    }),
    assign: os.tokens.assign.handler(({ input, errors }) => row(input.token, errors)),
    remove: os.tokens.remove.handler(() => {}),
    setPlaceholder: os.tokens.setPlaceholder.handler(({ input, errors }) => row(input.token, errors)),
    learn: os.tokens.learn.handler(({ input, errors }) => {
      throw errors.PERSON_NOT_FOUND({ data: { person: 'person' in input.to ? input.to.person : 0 } })
    }),
    cancelLearning: os.tokens.cancelLearning.handler(() => {}),
    watchLearning: os.tokens.watchLearning.handler(async function* ({ signal }) {
      yield null
      await wait(1e9, signal)
    }),
    setRemote: os.tokens.setRemote.handler(() => {}),
  },
  localLists: {
    watch: os.localLists.watch.handler(({ signal }) => keyed(new Map(data.localLists([...stations.values()]).map((list) => [list.station, list])), (list) => list, signal)),
    sync: os.localLists.sync.handler(() => ({ begun: 3 })),
  },
  access: {
    watchTokens: os.access.watchTokens.handler(({ signal }) =>
      keyed(new Map(flags.empty ? [] : data.apiTokens().map((token) => [token.id, token])), (token) => token, signal)),
    makeToken: os.access.makeToken.handler(({ input }) => ({
      token: { id: 9, ...input, createdAt: Date.now(), lastUsedAt: null },
      secret: 'kR7vQ2nT0xL4mB8yC1wE5zH9aJ3dF6gS-pUoIiYtNqM',
    })),
    revokeToken: os.access.revokeToken.handler(() => undefined),
    rest: os.access.rest.handler(() => ({ isOn: true, url: 'http://127.0.0.1:9280/api', port: null, canChange: false })),
    browsers: os.access.browsers.handler(() => 3),
    signOutBrowsers: os.access.signOutBrowsers.handler(() => undefined),
  },
  settings: {
    get: os.settings.get.handler(() => settings),
    set: os.settings.set.handler(({ input }) => (settings = { ...settings, ...(input as Partial<Settings>) })),
  },
}

const files = sirv(flags.root, { dev: true, single: true })
const csp = "default-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; worker-src 'self' blob:"
const server = createServer((request, response) => {
  response.setHeader('content-security-policy', csp)
  if (request.url?.startsWith('/session')) {
    response.statusCode = flags.denied ? (request.method === 'POST' ? 403 : 401) : 204
    return void response.end()
  }
  files(request, response)
})
const handler = new RPCHandler(router)
const sockets = new WebSocketServer({ noServer: true })
let isCut = false
server.on('upgrade', (request, socket, head) => {
  if (isCut) return void socket.destroy()
  sockets.handleUpgrade(request, socket, head, (websocket) => void handler.upgrade(websocket))
})
process.on('SIGUSR2', () => {
  isCut = !isCut
  for (const websocket of sockets.clients) websocket.terminate()
})
server.listen(Number(flags.port), '127.0.0.1', () => {
  const address = server.address()
  if (address && typeof address === 'object') console.log(`fixture: http://127.0.0.1:${address.port}/ pid ${process.pid}`)
})
