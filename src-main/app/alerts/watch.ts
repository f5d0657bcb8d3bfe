import type { AlertKind } from '#contract/alert-kinds'
import { alertKindTraits } from '#contract/alert-kinds'
import { certificates, disk, type ExpiringCertificate } from '../../domain/alerts/house-conditions'
import { type LedgerChanges, ledger } from '../../domain/alerts/ledger'
import type { Observation } from '../../domain/alerts/observation'
import { isWithin } from '../../domain/alerts/rule'
import { noEnergy, powerDrops, powerSwings, refusedCharging, type SessionFacts, sessionAnomalies } from '../../domain/alerts/session-conditions'
import { bootLoop, clockSkew, fault, flapping, offline, type StationFacts } from '../../domain/alerts/station-conditions'
import type { Session } from '../../domain/session'
import type { StoredAlert, StoredRule } from '../alerts-ports'
import type { Clock } from '../ports'
import type { StationEntry, WorkingSet } from '../working-set'
import type { AlertBook } from './alert-book'
import type { FailedStarts } from './failed-starts'
import type { createHabits } from './habits'
import type { createPowerLog } from './power-log'
import { createSiteWatch, emptySite } from './site-watch'

const ofStation = { offline, fault, 'boot-loop': bootLoop, flapping, 'clock-skew': clockSkew } as const
const ofSession = {
  'no-energy': noEnergy,
  'refused-charging': refusedCharging,
  'power-drop': powerDrops,
  'power-swing': powerSwings,
  'session-anomaly': sessionAnomalies,
} as const

/** An anomaly of a session that is no longer in memory, as after a restart, stands until then. */
const STANDS_MS = 24 * 3_600_000

export interface HouseFacts {
  certificates: readonly ExpiringCertificate[]
  space: { freeBytes: number; totalBytes: number } | null
}

export type AlertWatch = ReturnType<typeof createAlertWatch>

/** Looks at stations, sites and the house itself by the rules, and says what becomes of the alerts. */
export function createAlertWatch(parts: {
  clock: Clock
  set: WorkingSet
  book: AlertBook
  rules: () => readonly StoredRule[]
  power: ReturnType<typeof createPowerLog>
  habits: ReturnType<typeof createHabits>
  failedStarts: FailedStarts
  connects: (station: string) => readonly number[]
  price: (session: Session) => { amount: number; currency: string } | null
}) {
  const { clock, set, book } = parts
  const listeningSince = clock.now()
  const sites = createSiteWatch({ set, lines: parts.power.lines, now: clock.now })

  const rulesAbout = (about: 'station' | 'site' | 'plugboard') => parts.rules().filter(({ kind }) => alertKindTraits[kind].about === about)
  const openOf = (alerts: readonly StoredAlert[], { rule }: StoredRule) => alerts.filter((alert) => alert.rule === rule)

  function observe(rule: StoredRule, entry: StationEntry, facts: StationFacts): Observation[] {
    const { kind } = rule
    if (kind in ofStation) return ofStation[kind as keyof typeof ofStation](facts, rule)
    if (kind === 'failed-starts') return parts.failedStarts.observe(entry.station, rule)
    const judge = ofSession[kind as keyof typeof ofSession]
    return sessionsFor(kind, entry).flatMap((session) => judge(sessionFacts(session, entry, rule), rule))
  }

  /** Of ended sessions the anomaly alone is of interest. */
  const sessionsFor = (kind: AlertKind, { station }: StationEntry) =>
    kind === 'session-anomaly' ? set.recentSessions(station.station) : set.openSessions(station.station)

  function sessionFacts(session: Session, { station }: StationEntry, rule: StoredRule): SessionFacts {
    const isAnomaly = rule.kind === 'session-anomaly'
    return {
      station,
      session,
      power: parts.power.history(session),
      habit: isAnomaly ? parts.habits.of(session, rule) : null,
      price: isAnomaly ? parts.price(session) : null,
      now: clock.now(),
    }
  }

  const isLongOver = ({ kind, session, openedAt }: StoredAlert, now: number) =>
    kind !== 'session-anomaly' || session === null || set.session(session) !== null || now - openedAt >= STANDS_MS

  function lookAtStation(identity: string): LedgerChanges[] {
    const now = clock.now()
    const standing = book.about(identity)
    const entry = set.find(identity)
    const rules = rulesAbout('station')
    if (!entry) return rules.map((rule) => ledger(rule, { observed: [], alerts: openOf(standing, rule), now }))
    const { station, lastSeenAt } = entry
    const isWatched = station.admission === 'registered' && station.lifeCycle === 'production'
    const { company, site, area } = set.organisation.surroundingsOf(station)
    const where = { station: station.station, company: company?.id ?? null, site: site?.id ?? null, area: area?.id ?? null }
    const facts: StationFacts = { station, lastSeenAt, listeningSince, connects: parts.connects(station.station), now }
    return rules.flatMap((rule) => {
      const isObserved = isWatched && rule.isOn && isWithin(rule.scope, where)
      const observed = isObserved ? observe(rule, entry, facts) : []
      const alerts = openOf(standing, rule).filter((alert) => !isObserved || isLongOver(alert, now))
      return observed.length === 0 && alerts.length === 0 ? [] : [ledger(rule, { observed, alerts, now })]
    })
  }

  return {
    stations: (stations: Iterable<string>): LedgerChanges[] => [...stations].flatMap(lookAtStation),
    sites(): LedgerChanges[] {
      const now = clock.now()
      const facts = sites.facts()
      const standing = book.about('')
      return rulesAbout('site').flatMap((rule) => {
        const alerts = openOf(standing, rule)
        const looked = new Set([...facts.keys(), ...alerts.flatMap(({ site }) => site ?? [])])
        return [...looked].flatMap((site) => {
          const company = set.organisation.sites.get(site)?.company ?? null
          const isObserved = rule.isOn && isWithin(rule.scope, { station: null, area: null, site, company })
          const observed = isObserved ? sites.observe(rule, facts.get(site) ?? emptySite(site, null)) : []
          if (!isObserved) sites.forget(rule.rule, site)
          const own = alerts.filter((alert) => alert.site === site)
          return observed.length === 0 && own.length === 0 ? [] : [ledger(rule, { observed, alerts: own, now })]
        })
      })
    },
    house(facts: HouseFacts): LedgerChanges[] {
      const now = clock.now()
      const standing = book.standing()
      return rulesAbout('plugboard').map((rule) => {
        const observed = !rule.isOn ? [] : rule.kind === 'disk' ? disk(facts.space, rule, now) : certificates(facts.certificates, rule, now)
        return ledger(rule, { observed, alerts: openOf(standing, rule), now })
      })
    },
  }
}
