import Database from 'better-sqlite3'
import type { Settings } from '#contract/read-models'
import type { Settlement } from '../app/pricing-ports'
import { type Commit, StorageBusyError, StorageFullError, type Store } from '../app/ports'
import { StartError } from '../start-options'
import { createCheckpoints } from './checkpoints'
import { backUpDaily } from './backups'
import { openDatabase } from './open-database'
import { openHistoryThread } from './history-thread'
import { openReader } from './reader'
import { openTraceThread } from './trace-thread'
import { accessTables } from './tables/access'
import { administrationTables } from './tables/administration'
import { alertTables } from './tables/alerts'
import { auditTable } from './tables/audit'
import { billTables } from './tables/bills'
import { bookmarkTable } from './tables/bookmarks'
import { chargingTables } from './tables/charging'
import { configurationTables } from './tables/configuration'
import { handshakeTable } from './tables/handshakes'
import { findingExampleTable } from './tables/finding-examples'
import { courseTables } from './tables/courses'
import { kpiTables } from './tables/kpi'
import { localListTable } from './tables/local-lists'
import { observationTables } from './tables/observations'
import { organisationTables } from './tables/organisation'
import { planTables } from './tables/plans'
import { presenceTables } from './tables/presence'
import { reportTables } from './tables/reports'
import { pricingTables } from './tables/pricing'
import { retentionRules } from './tables/retention'
import { certificateRequestTable } from './tables/certificate-requests'
import { securityTables } from './tables/security'
import { sessionTable } from './tables/sessions'
import { signedTables } from './tables/signed'
import { stationTable } from './tables/stations'
import { tokenTables } from './tables/tokens'
import { trafficTables } from './tables/traffic'
import { transferTables } from './tables/transfers'

/** No write of ours waits longer for another program: every station would wait with it. */
const LONGEST_LOCK_MS = 50

/** Opens the database at `file`. `mostPages` bounds its size, pages of 4 KiB. @throws StartError */
export function openStore(file: string, workerFile: URL, { mostPages, backups }: { mostPages?: number; backups?: string } = {}): Store {
  const database = openDatabase(file)
  if (mostPages !== undefined) database.pragma(`max_page_count = ${mostPages}`)
  const sessions = sessionTable(database)
  const stations = stationTable(database)
  const traffic = trafficTables(database)
  const observations = observationTables(database)
  const handshakes = handshakeTable(database)
  const administration = administrationTables(database)
  const access = accessTables(database)
  const alerts = alertTables(database)
  const configuration = configurationTables(database)
  const transfers = transferTables(database)
  const courses = courseTables(database)
  const charging = chargingTables(database)
  const reports = reportTables(database)
  const security = securityTables(database)
  const requests = certificateRequestTable(database)
  const tokens = tokenTables(database)
  const organisation = organisationTables(database)
  const plans = planTables(database)
  const pricing = pricingTables(database)
  const kpi = kpiTables(database)
  const signed = signedTables(database)
  const presence = presenceTables(database)
  const bills = billTables(database)
  const audit = auditTable(database)
  const localLists = localListTable(database)
  const bookmarks = bookmarkTable(database)
  const examples = findingExampleTable(database)
  const retention = retentionRules(database)
  const counter = sessionCounter(database)
  startWithRoom(file, () => administration.loseWaitingCommands())
  // From here on the loop waits for it: what another program holds is tried again a second later, as on a full disk.
  database.pragma(`busy_timeout = ${LONGEST_LOCK_MS}`)
  const reader = openReader(file, workerFile)
  const trace = openTraceThread(file, new URL(workerFile.href.replace('reader-worker', 'trace-worker')))
  const history = openHistoryThread(file, new URL(workerFile.href.replace('reader-worker', 'history-worker')), reader.history)
  const checkpoints = createCheckpoints(reader.checkpoint)
  /** Of the last look at the sizes, see `clean`. */
  let firstKept = 0
  let isMeasuring = false

  const saveAll = database.transaction((commit: Commit) => {
    for (const station of commit.stations) stations.save(station)
    for (const entry of commit.lastSeen) stations.saveSeen(entry)
    for (const session of commit.sessions) {
      sessions.save(session)
      if (session.state === 'completed') bills.touch(session.session)
    }
    if (commit.newestSession !== null) counter.reach(commit.newestSession)
    for (const { session, samples } of commit.samples) traffic.saveSamples(session, samples)
    for (const entry of commit.signed) signed.saveValues(entry)
    for (const entry of commit.sessionStates) courses.saveState(entry)
    for (const entry of commit.activities) courses.saveActivity(entry)
    for (const row of commit.news) reports.add(row)
    for (const row of commit.policies) pricing.savePolicy(row)
    for (const change of commit.statusChanges) observations.saveStatus(change)
    for (const finding of commit.findings) {
      observations.saveFinding(finding)
      examples.save(finding)
    }
    for (const row of commit.identifications) observations.saveIdentification(row)
    for (const token of commit.tokens) tokens.see(token)
    for (const learned of commit.learned) tokens.learn(learned)
    for (const event of commit.securityEvents) {
      if (event.source === 'station') observations.saveSecurityEvent(event)
      security.count(event)
    }
    for (const request of commit.certificateRequests) requests.add(request)
    for (const handshake of commit.handshakes) handshakes.save(handshake)
    for (const command of commit.commands) administration.saveCommand(command)
    for (const entry of commit.audit) audit.save(entry)
    for (const frame of commit.frames) traffic.saveFrame(frame)
  })

  const settle = database.transaction((settlements: readonly Settlement[]) => {
    pricing.settle(settlements)
    for (const { session } of settlements) bills.touch(session)
  })

  let backingUp: Promise<void> | null = null

  return {
    load: () => ({
      stations: stations.all(),
      openSessions: sessions.open(),
      deskSessions: sessions.desk(),
      organisation: organisation.all(),
      settings: administration.settings(),
      tokens: tokens.all(),
      people: tokens.people(),
      placeholders: tokens.placeholders(),
      remoteTokens: tokens.remotes(),
      localLists: localLists.all(),
      nextSessionId: counter.last() + 1,
      nextFrameId: traffic.lastFrameId() + 1,
      nextHandshakeId: handshakes.lastId() + 1,
      nextCommandId: administration.lastCommandId() + 1,
    }),
    commit(commit) {
      try {
        roomOrError(() => saveAll(commit))
      } catch (error) {
        sessions.forget()
        stations.forget()
        examples.forget()
        throw error
      }
      checkpoints.committed(commit.frames.length)
      trace.committed(commit.frames.length)
      history.committed(commit.sessions)
      history.committed(commit.activities)
    },
    sessions: { ...sessions.lookup, use: courses.use, withoutActivity: courses.withoutActivity },
    organisation: {
      saveCompany: (company) => roomOrError(() => organisation.saveCompany(company)),
      saveSite: (site) => roomOrError(() => organisation.saveSite(site)),
      saveArea: (area) => roomOrError(() => organisation.saveArea(area)),
      placeSessions(...saved) {
        roomOrError(() => {
          organisation.placeSessions(...saved)
          bills.touchAt(saved[0])
        })
        history.committedMany()
      },
      setRetired: (...saved) => roomOrError(() => organisation.setRetired(...saved)),
    },
    plans: {
      ...plans,
      save: (plan) => roomOrError(() => plans.save(plan)),
      remove: (...removed) => roomOrError(() => plans.remove(...removed)),
      place: (spot) => roomOrError(() => plans.place(spot)),
      takeOff: (station) => roomOrError(() => plans.takeOff(station)),
    },
    pricing: {
      ...pricing,
      saveVersion: (version) => roomOrError(() => pricing.saveVersion(version)),
      setRetired: (...saved) => roomOrError(() => pricing.setRetired(...saved)),
      saveAssignment: (assignment) => roomOrError(() => pricing.saveAssignment(assignment)),
      removeAssignment: (assignment) => roomOrError(() => pricing.removeAssignment(assignment)),
      saveRule: (rule) => roomOrError(() => pricing.saveRule(rule)),
      settle(settlements) {
        roomOrError(() => settle(settlements))
        history.committed(settlements)
      },
    },
    bills: {
      ...bills,
      prepare: (closing) => roomOrError(() => bills.prepare(closing)),
      freeze: (...saved) => roomOrError(() => bills.freeze(...saved)),
      finish: (closing) => roomOrError(() => bills.finish(closing)),
      reopen: (...saved) => roomOrError(() => bills.reopen(...saved)),
      savePlate: (...saved) => roomOrError(() => bills.savePlate(...saved)),
      saveClaim: (claim) => roomOrError(() => bills.saveClaim(claim)),
    },
    settings: { save: (settings) => roomOrError(() => administration.saveSettings(settings)) },
    tokens: {
      save: (token) => roomOrError(() => tokens.save(token)),
      remove: (token) => roomOrError(() => tokens.remove(token)),
      setPlaceholder: (placeholder) => roomOrError(() => tokens.setPlaceholder(placeholder)),
      removePlaceholder: (placeholder) => roomOrError(() => tokens.removePlaceholder(placeholder)),
      setRemote: (station, token) => roomOrError(() => tokens.setRemote(station, token)),
    },
    localLists: { save: (list) => roomOrError(() => localLists.save(list)) },
    people: {
      add: (person) => roomOrError(() => tokens.addPerson(person)),
      save: (...saved) => roomOrError(() => tokens.savePerson(...saved)),
      adopt: (...saved) => roomOrError(() => tokens.adopt(...saved)),
      remove: (person) => roomOrError(() => tokens.removePerson(person)),
    },
    stations: {
      noteBootTrigger: (station, at) => roomOrError(() => stations.noteBootTrigger(station, at)),
    },
    reports: { ...reports, save: (...saved) => roomOrError(() => reports.save(...saved)) },
    findings: observations.findings,
    findingStore: { example: examples.example, forget: (station) => roomOrError(() => examples.forgetStation(station)) },
    securityEvents: observations.securityEvents,
    commands: administration.commands,
    response: administration.response,
    ownAccord: { sent: administration.sentUnasked },
    handshakes: handshakes.latest,
    handshake: handshakes.one,
    audit: { ofSession: audit.ofSession, page: audit.page },
    configuration: {
      ...configuration,
      save: (...saved) => roomOrError(() => configuration.save(...saved)),
      addTemplate: (...saved) => roomOrError(() => configuration.addTemplate(...saved)),
      removeTemplate: (...saved) => roomOrError(() => configuration.removeTemplate(...saved)),
      savePlan: (...saved) => roomOrError(() => configuration.savePlan(...saved)),
    },
    transfers: {
      ...transfers,
      save: (row) => roomOrError(() => transfers.save(row)),
      saveRecipe: (...saved) => roomOrError(() => transfers.saveRecipe(...saved)),
      addFirmware: (file) => roomOrError(() => transfers.addFirmware(file)),
    },
    access: {
      ...access,
      addToken: (token) => roomOrError(() => access.addToken(token)),
      noteTokenUse: (...saved) => roomOrError(() => access.noteTokenUse(...saved)),
      removeToken: (id) => roomOrError(() => access.removeToken(id)),
      saveBrowser: (browser) => roomOrError(() => access.saveBrowser(browser)),
      removeBrowsers: (digests) => roomOrError(() => access.removeBrowsers(digests)),
    },
    presence: { load: presence.load, save: (changes) => roomOrError(() => presence.save(changes)) },
    kpi: {
      ...kpi,
      addWaiting: (days) => roomOrError(() => kpi.addWaiting(days)),
      save: (...saved) => roomOrError(() => kpi.save(...saved)),
      addExclusion: (exclusion) => roomOrError(() => kpi.addExclusion(exclusion)),
      removeExclusion: (...saved) => roomOrError(() => kpi.removeExclusion(...saved)),
    },
    kpiReader: reader.kpi,
    signed: {
      keys: signed.keys,
      addKey: (...saved) => roomOrError(() => signed.addKey(...saved)),
      removeKey: (...saved) => roomOrError(() => signed.removeKey(...saved)),
    },
    signedReader: reader.signed,
    alerts: {
      ...alerts,
      saveRule: (rule) => roomOrError(() => alerts.saveRule(rule)),
      removeRule: (rule) => roomOrError(() => alerts.removeRule(rule)),
      removeChannel: (channel) => roomOrError(() => alerts.removeChannel(channel)),
      write: (changes) => roomOrError(() => alerts.write(changes)),
    },
    charging: {
      ...charging,
      saveProfile: (row) => roomOrError(() => charging.saveProfile(row)),
      saveStation: (...saved) => roomOrError(() => charging.saveStation(...saved)),
      saveReservation: (row) => roomOrError(() => charging.saveReservation(row)),
    },
    security: {
      ...security,
      requests: requests.requests,
      newestRequests: requests.newestRequests,
      saveRequest: (row) => roomOrError(() => requests.saveRequest(row)),
      saveChoices: (changed) => roomOrError(() => security.saveChoices(changed)),
      saveKeys: (...saved) => roomOrError(() => security.saveKeys(...saved)),
      acknowledge: (...saved) => roomOrError(() => security.acknowledge(...saved)),
      addAuthority: (...saved) => roomOrError(() => security.addAuthority(...saved)),
      removeAuthority: (fingerprint) => roomOrError(() => security.removeAuthority(fingerprint)),
      saveRoots: (row) => roomOrError(() => security.saveRoots(row)),
    },
    bookmarks: {
      save: (bookmark) => roomOrError(() => bookmarks.save(bookmark)),
      remove: (frame) => roomOrError(() => bookmarks.remove(frame)),
    },
    reader: {
      ...reader,
      close: () => Promise.all([reader.close(), trace.close(), history.close()]).then(() => undefined),
    },
    trace,
    history,
    clean(now: number, settings: Settings) {
      retention.clean({ now, settings, firstKept })
      if (isMeasuring) return
      isMeasuring = true
      // How much there is is known on another thread; what follows from it is deleted the next time.
      trace.firstWithin(settings.keepFramesMb * 1e6)
        .then((first) => {
          firstKept = first
        })
        // The store is being closed, or has no room: the next time tells.
        .catch(() => undefined)
        .finally(() => {
          isMeasuring = false
        })
    },
    backUp(now: number) {
      backingUp ??= (backups === undefined ? Promise.resolve() : backUpDaily(database, backups, now))
        .catch((error: unknown) => {
          // The end of the process cuts a copy short; the next start makes it.
          if (database.open) throw error
        })
        .finally(() => {
          backingUp = null
        })
      return backingUp
    },
    close() {
      try {
        roomOrError(() => database.pragma('wal_checkpoint(TRUNCATE)'))
      } catch (error) {
        // Without room the log stays as it is: it holds everything, and the next start reads it.
        if (!(error instanceof StorageFullError)) throw error
      } finally {
        database.close()
      }
    },
  }
}

/** The last session id ever given, also when its session was deleted since (quirk T12). */
function sessionCounter(database: Database.Database) {
  const read = database.prepare<[], { value: number }>(/* sql */ `select value from counter where name = 'session'`)
  const write = database.prepare<[number]>(/* sql */ `
    insert into counter (name, value) values ('session', ?)
    on conflict (name) do update set value = max(value, excluded.value)
  `)
  return { last: () => read.get()?.value ?? 0, reach: (session: number) => void write.run(session) }
}

/** What the start has to write. @throws StartError */
function startWithRoom(file: string, write: () => void): void {
  try {
    roomOrError(write)
  } catch (error) {
    if (!(error instanceof StorageFullError)) throw error
    if (error instanceof StorageBusyError) {
      throw new StartError(`Another program holds the database ${file}. Close it there and start again.`, { cause: error })
    }
    throw new StartError(`The disk that holds ${file} is full. Make room and start again.`, { cause: error })
  }
}

function roomOrError<T>(write: () => T): T {
  try {
    return write()
  } catch (error) {
    if (error instanceof Database.SqliteError && isOutOfRoom(error.code)) {
      throw new StorageFullError('The disk is full.', { cause: error })
    }
    if (error instanceof Database.SqliteError && error.code.startsWith('SQLITE_BUSY')) {
      throw new StorageBusyError('Another program holds the database.', { cause: error })
    }
    throw error
  }
}

/** A full disk shows as SQLITE_FULL, and while the log grows also as one of the I/O errors of a write. */
const isOutOfRoom = (code: string) =>
  code === 'SQLITE_FULL' || code === 'SQLITE_IOERR_WRITE' || code === 'SQLITE_IOERR_SHMSIZE' || code === 'SQLITE_IOERR_FSYNC'
