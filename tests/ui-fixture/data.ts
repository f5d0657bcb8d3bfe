import type { HandshakeDetail, PortState } from '#contract/handshakes'
import type { Site } from '#contract/organisation'
import type { ApiToken } from '#contract/access'
import type { AuditRow, DeskEvidence, DeskIssue, DeskRow } from '#contract/desk'
import type { IdTokenRow, LocalListRow, Person } from '#contract/people'
import type { CurvePoint, SessionRow } from '#contract/sessions'
import type { ConnectorView, StationRow } from '#contract/stations'
import type { TraceLine } from '#contract/trace'
import { type ChargingState, type ConnectorStatus, type EndReason, handshakeNotes, handshakeOutcomes, type Mark } from '#contract/vocabulary'

/** Small linear congruential generator: the same ugly data each time. */
let seed = 7
export const random = () => (seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648) / 2_147_483_648
export const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!

const siteNames = ['Harbour Depot', 'Mill Lane Offices', 'Northgate Car Park', 'Donaudampfschifffahrtsgesellschaftsbetriebshof Wien-Freudenau']
export const sites = siteNames.map((name, index): Site => ({
  site: index + 1,
  name,
  company: null,
  address: '',
  latitude: null,
  longitude: null,
  timeZone: 'Europe/Berlin',
  currency: 'EUR',
  limitA: null,
  openingHours: null,
  retiredAt: null,
  stations: 0,
}))
const models = [
  ['Voltaris', 'AC22'],
  ['', ''],
  ['Bergmann & Söhne Elektrotechnik GmbH', 'HyperPower 300 CCS2/CHAdeMO Twin Cable Outdoor Edition'],
  ['ACME', 'Home-11'],
] as const
const statuses: [ConnectorStatus, ChargingState | null, string][] = [
  ['available', null, 'Available'],
  ['occupied', 'charging', 'Charging'],
  ['occupied', 'charging', 'Charging'],
  ['occupied', 'suspended-ev', 'SuspendedEV'],
  ['occupied', null, 'Preparing'],
  ['reserved', null, 'Reserved'],
  ['unavailable', null, 'Unavailable'],
  ['faulted', null, 'Faulted'],
  ['unknown', null, 'ChargeCompleteButWaitingForSomething'],
]

let nextSession = 1000
const minute = 60_000

export function station(index: number, sessions: Map<number, SessionRow>): StationRow {
  const now = Date.now()
  const site = random() < 0.08 ? null : pick(sites)
  const isUp = random() > 0.15
  const [vendor, model] = pick(models)
  const identity = index % 17 === 3 ? `urn:de*bnetze*E-${'0'.repeat(30)}${index}` : `CP-${String(index).padStart(4, '0')}`
  const name = index % 13 === 5 ? `Parkdeck Untergeschoss 3, Stellplatz ${index}, hinter der zweiten Schranke links` : `Bay ${index + 1}`
  const connectors: ConnectorView[] = []
  let runningSessions = 0
  for (let n = 1; n <= (index % 11 === 0 ? 6 : 1 + (index % 2)); n++) {
    const [status, chargingState, rawStatus] = random() < 0.05 ? ['unknown', null, null] as const : pick(statuses)
    const power = chargingState === 'charging' ? { watts: 3600 + random() * 140_000, derived: random() < 0.3 } : null
    let session: number | null = null
    if (status === 'occupied' && (chargingState || random() < 0.3)) {
      session = ++nextSession
      runningSessions++
      const marks: Mark[] = random() < 0.3 ? [pick(['derived', 'late', 'clock-invalid', 'suspect', 'repaired'] as const)] : []
      sessions.set(session, {
        session,
        station: identity,
        stationName: name,
        companyName: null,
        siteName: site?.name ?? null,
        areaName: null,
        place: random() < 0.1 ? null : { evse: n, connector: random() < 0.1 ? null : 1 },
        transactionId: String(session),
        person: random() < 0.3 ? 'Maximiliane Oberhuber-Wittelsbach' : null,
        personId: null,
        idToken: random() < 0.1 ? null : pick(['04A2B3C4D5E6F7', 'DE8AA2AA3', 'virtual-token-of-thirty-six-character']),
        state: marks.includes('suspect') ? 'suspect' : 'running',
        chargingState,
        endedByLimit: null,
        needs: null,
        suspendedBy: chargingState === 'suspended-ev' ? 'vehicle' : chargingState === 'suspended-evse' ? 'unclear' : null,
        limitAmps: n === 2 ? 12.5 : null,
        isFlowing: chargingState === 'suspended-ev',
        stalledSince: chargingState === 'charging' && n === 2 ? now - 14 * minute : null,
        startedAt: now - random() * 300 * minute,
        endedAt: null,
        reason: null,
        rawReason: null,
        energyWh: random() * 60_000,
        power,
        socPercent: random() < 0.5 ? null : Math.round(20 + random() * 75),
        socStartPercent: random() < 0.5 ? null : 12,
        linkDownSince: null,
        activePhases: ['L1', 'L2', 'L3'],
        inactivityMs: random() < 0.2 ? null : random() * 90 * minute,
        inactivityClass: null,
        chargedUntil: null,
        registerStartWh: 1_234_567_890,
        registerEndWh: null,
        tariffName: random() < 0.5 ? null : 'Ladetarif der Stadtwerke für Mitarbeitende und deren Angehörige (Nachtstrom)',
        price: random() < 0.3 ? null : { amount: Math.round(random() * 5_000) * 1000, currency: 'EUR', isFinal: false },
        marks,
      })
    }
    connectors.push({
      evse: n,
      connector: 1,
      status,
      chargingState,
      rawStatus,
      since: rawStatus === null ? null : now - random() * 5000 * minute,
      power,
      fault: status === 'faulted'
        ? {
            code: 'GroundFailure', rawCode: null, info: 'RCD tripped on phase L2, call the electrician', vendorCode: 'CX002,0x8003', vendorId: null,
            since: now - 40 * minute,
            causes: [
              {
                code: 'CX002', info: 'RCD tripped on phase L2, call the electrician',
                text: { en: 'The residual-current protection has tripped', de: 'Der Fehlerstromschutz hat ausgelöst' },
              },
              { code: '0x8003', info: null, text: null },
            ],
          }
        : null,
      remark: rawStatus === 'SuspendedEV'
        ? {
            code: 'NoError', rawCode: null, info: null, vendorCode: '6', vendorId: 'easee', since: now - 4 * minute,
            causes: [{ code: '6', info: null, text: { en: 'The car takes no current: it is full, or waits by its own schedule', de: 'Das Auto nimmt keinen Strom: Es ist voll oder wartet nach eigenem Zeitplan' } }],
          }
        : null,
      session,
    })
  }
  const watts = connectors.reduce((sum, { power }) => sum + (power?.watts ?? 0), 0)
  return {
    station: identity,
    name,
    site: site?.site ?? null,
    siteName: site?.name ?? null,
    area: null,
    areaName: null,
    lifeCycle: 'production',
    admission: 'registered',
    link: isUp ? 'up' : 'down',
    linkSince: now - random() * 9000 * minute,
    connection: isUp ? 'online' : random() < 0.2 ? 'unknown' : 'offline',
    lastSeenAt: index % 19 === 18 ? null : isUp ? now - random() * 60_000 : now - random() * 90_000 * minute,
    protocol: index % 19 === 18 ? null : pick(['OCPP 1.6J', 'OCPP 2.0.1', 'OCPP 2.1']),
    secure: random() < 0.3,
    authenticated: random() < 0.5,
    status: connectors.every((c) => c.status === 'faulted') ? 'faulted' : 'enabled',
    fault: null,
    remark: null,
    isFlapping: index % 7 === 3,
    bootLoop: index % 9 === 2 ? { since: now - 4 * minute, boots: 14 } : null,
    meterQuestion: index % 9 === 2 ? { before: '30145897', after: 'ELSTER-A1140-000000000099871236', at: now - 3 * minute } : null,
    vendor: vendor || null,
    model: model || null,
    serial: random() < 0.3 ? null : `SN${Math.floor(random() * 1e9)}`,
    firmware: random() < 0.3 ? null : '4.32.19-rc.2+build.20260131',
    connectors,
    power: watts > 0 ? { watts, derived: connectors.some((c) => c.power?.derived) } : null,
    runningSessions,
    firstSeenAt: now - 90 * 24 * 60 * minute,
    drift: index % 7 === 3 ? 2 : 0,
    rebootPendingSince: index % 11 === 5 ? now - 20 * minute : null,
  }
}

export function newcomer(index: number): StationRow {
  return {
    ...station(index, new Map()),
    station: index === 0 ? 'NEW-0001' : `unknown charger/${index} with spaces`,
    name: index === 0 ? 'NEW-0001' : `unknown charger/${index} with spaces`,
    admission: 'quarantined',
    site: null,
    siteName: null,
    firstSeenAt: Date.now() - 90_000,
    link: index < 2 ? 'up' : 'down',
  }
}

export const handshakes: HandshakeDetail[] = handshakeOutcomes.map((outcome, index) => ({
  id: index + 1,
  at: Date.now() - index * 7 * minute,
  firstAt: Date.now() - index * 9 * minute,
  count: index % 5 ? 1 : 12_345,
  remoteAddress: index % 3 ? `192.168.178.${index + 10}` : '2a02:8109:9a40:15c4:8d1f:23ff:fe12:9a01',
  identity: outcome === 'accepted' ? 'CP-0001' : index % 2 ? `CP-${'x'.repeat(index * 2)}` : null,
  outcome,
  detail: index % 4 ? `path /ocpp/CP-${index}, offered: ocpp1.5` : 'alert 48: unknown certificate authority; the station did not trust the chain that was presented',
  port: index % 7 ? 9220 : null,
  secure: outcome.startsWith('tls-') && outcome !== 'tls-on-plain-port',
  notes: handshakeNotes.filter((_, at) => (at + index) % 4 === 0),
  evidence: {
    arrived: 'websocket',
    path: index % 3 ? `/steve/websocket/CentralSystemService/CP-${index}` : null,
    offered: index % 3 ? ['ocpp1.5', 'ocpp1.6'] : [],
    chosen: outcome === 'accepted' ? 'OCPP 1.6J' : null,
    credentials: index % 2 ? 'refused' : 'none',
    user: index % 2 ? 'somebody' : null,
    tls: outcome.startsWith('tls-')
      ? {
          serverName: 'depot.example', offered: ['TLS 1.2', 'TLS 1.1'], protocol: null, cipher: null, alert: 'tlsv1 alert unknown ca',
          certificate: { names: ['10.0.0.5', 'plugboard.local'], validFrom: Date.now() - 9e9, validUntil: Date.now() + 9e9, lacksIssuer: true },
        }
      : null,
    firstBytes: outcome === 'not-http' ? 'SSH-2.0-OpenSSH_9.6' : null,
    end: outcome === 'accepted' ? { at: Date.now() - minute, ageMs: 61_000, code: 1006, reason: '', by: 'network', calls: 12 } : null,
  },
  request: index % 3 ? `GET /ocpp/CP-${index} HTTP/1.1\nHost: 192.168.178.2:9220\nUpgrade: websocket\nSec-WebSocket-Protocol: ocpp1.5\nAuthorization: Basic [removed]` : null,
}))
const interfaces = [
  { address: '192.168.178.21', interface: 'enp0s31f6', isReachable: true },
  { address: '10.8.0.2', interface: 'Ethernet-Adapter VPN Verbindung 2', isReachable: false },
  { address: '127.0.0.1', interface: 'lo', isReachable: true },
]
export const ports: PortState[] = [
  { use: 'ocpp', host: '0.0.0.0', port: 9220, state: 'listening', usedBy: null, reachable: interfaces },
  { use: 'ocpp-tls', host: '0.0.0.0', port: 9221, state: 'listening', usedBy: null, reachable: interfaces },
  { use: 'uploads', host: '0.0.0.0', port: 9281, state: 'in-use', usedBy: 'nginx (812)', reachable: interfaces },
  { use: 'ftp', host: '0.0.0.0', port: 9282, state: 'closed', usedBy: null, reachable: interfaces.map((entry) => ({ ...entry, isReachable: false })) },
]

export const people: Person[] = ['Ada Byron', 'Maximiliane Oberhuber-Wittelsbach von und zu Hohenschwangau'].map((name, index) => ({
  person: index + 1,
  name,
  note: index === 0 ? '' : 'Night shift',
  company: null,
  costCentre: index === 0 ? '' : 'KST-4711-Nachtschicht-Aussendienst',
  vehicles: [],
  createdAt: Date.now() - 90 * 24 * 60 * minute,
}))

export const tokens: IdTokenRow[] = Array.from({ length: 60 }, (_, index) => ({
  token: `04A2B3C4D5${index.toString(16).toUpperCase().padStart(4, '0')}`,
  raw: `04:a2:b3:c4:d5:${index}`,
  type: null,
  status: index % 7 === 3 ? 'blocked' : index % 5 === 4 ? null : 'accepted',
  validFrom: null,
  validUntil: index % 6 === 1 ? Date.now() + (index - 20) * 24 * 60 * minute : null,
  group: index % 4 === 2 ? 'FLEET-OF-THE-MUNICIPAL-UTILITIES' : null,
  person: index % 3 ? null : 1 + (index % 2),
  personName: index % 3 ? null : people[index % 2]!.name,
  note: index % 8 === 0 ? 'Replacement for the card that was lost in the underground car park' : '',
  seen: index * 3,
  refused: index % 5 === 4 ? index : 0,
  similar: index === 4 ? [{ token: '0000D5C4B3A204', personName: 'Ada Byron' }] : [],
  placeholders: [],
  firstSeenAt: Date.now() - 90 * 24 * 60 * minute,
  lastSeenAt: Date.now() - index * 55 * minute,
  lastStation: index % 5 ? `CP-000${index % 9}` : null,
}))

const reasons: [EndReason, string][] = [['local', 'Local'], ['ev-disconnected', 'EVDisconnected'], ['power-loss', 'PowerLoss'], ['other', 'Vendor.Magic']]
export const history: SessionRow[] = Array.from({ length: 900 }, (_, index) => {
  const startedAt = Date.now() - (index + 1) * 47 * minute
  const [reason, rawReason] = pick(reasons)
  return {
    session: 900 - index,
    station: `CP-${String(index % 30).padStart(4, '0')}`,
    stationName: index % 13 === 5 ? 'Parkdeck Untergeschoss 3, Stellplatz 5, hinter der zweiten Schranke links' : `Bay ${(index % 30) + 1}`,
    companyName: null,
    siteName: pick(siteNames),
    areaName: null,
    place: index % 9 ? { evse: 1, connector: 1 } : null,
    transactionId: index % 4 ? String(900 - index) : 'a3f1c0de-7a3c-4b7e-9b1d-0a1b2c3d4e5f',
    idToken: index % 10 ? '04A2B3C4D5E6F7' : null,
    person: index % 4 ? null : 'Ada Byron',
    personId: index % 4 ? null : 1,
    state: 'completed',
    chargingState: null,
    endedByLimit: index % 7 === 3 ? { amps: 4, since: startedAt + minute } : null,
    suspendedBy: null,
    limitAmps: null,
    needs: null,
    isFlowing: false,
    stalledSince: null,
    startedAt,
    endedAt: index % 17 === 2 ? null : startedAt + random() * 400 * minute,
    reason: index % 17 === 2 ? null : reason,
    rawReason,
    energyWh: random() * 80_000,
    power: null,
    socPercent: index % 3 ? null : 83,
    socStartPercent: index % 3 ? null : 21,
    linkDownSince: null,
    activePhases: index % 3 ? ['L1'] : [],
    inactivityMs: index % 5 ? random() * 60 * minute : null,
    inactivityClass: index % 5 ? pick(['low', 'medium', 'high'] as const) : null,
    chargedUntil: null,
    registerStartWh: index % 5 === 0 ? null : 88_000_000 + index * 1_111,
    registerEndWh: index % 5 === 0 ? null : 88_000_000 + index * 1_111 + 4_242,
    tariffName: index % 2 ? 'Night tariff' : null,
    price: index % 7 === 3 ? null : { amount: Math.round(random() * 9_000) * 1000, currency: 'EUR', isFinal: true },
    marks: index % 6 ? [] : ['late', 'derived', 'conflict'],
  }
})

export function curve(startedAt: number, endedAt: number): CurvePoint[] {
  const points: CurvePoint[] = []
  let energyWh = 0
  for (let at = startedAt; at < endedAt; at += 30_000) {
    const part = (at - startedAt) / (endedAt - startedAt)
    const powerW = part > 0.4 && part < 0.45 ? null : 48_000 * (part < 0.7 ? 1 : 1 - (part - 0.7) * 3) + random() * 400
    energyWh += (powerW ?? 0) / 120
    points.push({ at, powerW, powerDerived: part > 0.6 && part < 0.7, energyWh, socPercent: Math.round(18 + part * 65) })
  }
  return points
}

let nextLine = 0
export function traceLine(at = Date.now()): TraceLine {
  const id = ++nextLine
  const kind = pick(['call', 'result', 'result', 'error'] as const)
  const action = pick(['MeterValues', 'Heartbeat', 'StatusNotification', 'TransactionEvent', 'NotifyReport'])
  const messageId = String(Math.floor(id / 2))
  const text = kind === 'call'
    ? `[2,"${messageId}","${action}",{"connectorId":1,"transactionId":null,"meterValue":[{"timestamp":"2026-03-02T10:11:12Z","sampledValue":[{"value":"1234.5","unit":"kWh"},{"value":"äöü \\"x\\""}]}]}]`
    : kind === 'error' ? `[4,"${messageId}","NotImplemented","No such action",{}]` : `[3,"${messageId}",{"currentTime":"2026-03-02T10:11:12.123Z"}]`
  return {
    id,
    at,
    station: `CP-${String(Math.floor(random() * 30)).padStart(4, '0')}`,
    connection: 'c1',
    direction: id % 2 ? 'in' : 'out',
    kind,
    action: random() < 0.05 ? null : action,
    messageId,
    text,
    truncated: false,
    roundTripMs: kind === 'call' ? null : Math.round(random() * 90),
    findings: random() < 0.1 ? ['schema: idTag: must NOT have more than 20 characters', 'M17'] : [],
    session: kind === 'error' ? null : 17,
    bookmark: random() < 0.02 ? 'Look at this' : null,
  }
}

const issues: DeskIssue[] = ['suspect', 'orphaned', 'implausible', 'conflict', 'stop-only', 'incomplete', 'late']
/** One in three is of two kinds. */
export const desk: DeskRow[] = history.slice(0, 45).map((row, index) => {
  const issue = issues[index % issues.length]!
  const isOpen = issue === 'suspect' || issue === 'orphaned'
  const session: SessionRow = isOpen ? { ...row, state: 'suspect', endedAt: null, reason: null } : { ...row, endedAt: row.endedAt ?? row.startedAt }
  const since = row.startedAt + 95 * minute
  return {
    session,
    issues: index % 3 || isOpen || issue === 'late' ? [issue] : [issue, 'late'],
    suspicion: isOpen ? { cause: issue === 'suspect' ? 'available' : 'rebooted', since } : null,
    values: {
      state: session.state, startedAt: session.startedAt, endedAt: session.endedAt, meterStartWh: index % 5 ? 910_000 : null,
      meterStopWh: isOpen ? null : 910_000 + row.energyWh, energyWh: row.energyWh, reason: session.reason,
    },
    proposal: isOpen
      ? { kind: 'close', endedAt: since, meterStopWh: 910_000 + row.energyWh, reason: 'ev-disconnected' }
      : issue === 'implausible' ? { kind: 'bill-zero' } : issue === 'stop-only' ? { kind: 'merge', into: 12 } : { kind: 'keep' },
    alternatives: isOpen ? [] : issue === 'conflict' ? [{ kind: 'second-stop' }] : [{ kind: 'keep' }],
  }
})

export function evidenceOf(row: DeskRow): DeskEvidence {
  const { startedAt } = row.session
  const audit: AuditRow[] = row.session.session % 4 ? [] : [{
    id: row.session.session, at: startedAt + 200 * minute, action: 'repaired', station: row.session.station, session: row.session.session,
    host: 'desktop', repair: row.proposal, before: { ...row.values }, after: { ...row.values, endedAt: startedAt + 90 * minute },
    note: 'Called the driver; the car left at noon. The display in the charger showed the same register.', canUndo: row.session.session % 8 === 0,
  }]
  return {
    readings: Array.from({ length: 12 }, (_, index) => ({
      at: startedAt + (90 - index * 5) * minute, quantity: index % 3 ? 'energy-import' as const : 'power-import' as const, phase: null, context: 'periodic' as const, value: 912_000 - index * 350,
    })),
    power: { watts: 0, derived: true },
    statuses: ['Available', 'SuspendedEV', 'Charging', 'Preparing'].map((rawStatus, index) => ({
      evse: 1, connector: 1, at: startedAt + (95 - index * 30) * minute, receivedAt: startedAt + (95 - index * 30) * minute, rawStatus, errorCode: index === 1 ? 'OtherError' : null, repeats: index,
    })),
    link: { isUp: row.session.session % 3 > 0, since: startedAt, lastSeenAt: startedAt + 100 * minute, lastBootAt: startedAt - 9 * minute },
    heard: { first: startedAt, last: startedAt + 90 * minute },
    secondStop: row.issues.includes('conflict') ? { at: startedAt + 99 * minute, meterStopWh: 999_000, reason: 'remote' } : null,
    plausibleWh: row.session.endedAt === null ? null : 13_300,
    audit,
  }
}
export const localLists = (rows: StationRow[]): LocalListRow[] =>
  rows.filter((row) => row.admission === 'registered').map((row, index) => ({
    station: row.station,
    wanted: 48,
    version: index % 4 === 3 ? null : 7 + index,
    entries: index % 4 === 3 ? null : 48 - (index % 2),
    nextVersion: index % 2 ? 8 + index : null,
    mostEntries: index % 3 ? null : 500,
    lastSyncAt: index % 4 === 3 ? null : Date.now() - index * 7 * minute,
    result: index % 4 === 3 ? (index % 8 === 3 ? 'not-supported' : null) : index % 5 === 2 ? 'no-answer' : 'done',
    state: index === 1 ? 'running' : index === 2 ? 'waiting' : 'idle',
    canSync: row.link === 'up',
    remoteIdToken: index % 6 ? null : 'ABCDEF01',
  }))

/** Tokens of scripts: long names, never used, expired. */
const at = (minutes: number) => Date.now() + minutes * minute
export const apiTokens = (): ApiToken[] => [
  { id: 1, name: 'Nightly energy report', level: 'read', createdAt: at(-90 * 24 * 60), expiresAt: null, lastUsedAt: at(-3) },
  { id: 2, name: 'Commissioning_laptop-of-the-north-depot', level: 'administer', createdAt: at(-300), expiresAt: at(7 * 24 * 60), lastUsedAt: null },
  { id: 3, name: 'Restart on fault', level: 'operate', createdAt: at(-40 * 24 * 60), expiresAt: at(-60), lastUsedAt: at(-600) },
]
