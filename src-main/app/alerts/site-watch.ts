import type { AlertRule } from '#contract/alerts'
import type { Observation } from '../../domain/alerts/observation'
import { type LineCurrents, lineNames, ofSite, phaseImbalance, type SiteFacts, siteLimit } from '../../domain/alerts/site-conditions'
import { assumedSupply } from '../../domain/charging/rate'
import { powerNow } from '../../domain/session-view'
import type { Session } from '../../domain/session'
import type { WorkingSet } from '../working-set'

/** What the sites draw on each line, and since when it is too much. */
export function createSiteWatch(parts: { set: WorkingSet; lines: (session: number) => LineCurrents | null; now: () => number }) {
  const { set } = parts
  /** By rule and site. */
  const since = new Map<string, number>()

  function facts(): Map<number, SiteFacts> {
    const sites = new Map<number, SiteFacts>()
    for (const session of set.allOpenSessions()) {
      const site = set.find(session.station)?.station.site ?? null
      if (site === null) continue
      const known = sites.get(site) ?? emptySite(site, set.organisation.sites.get(site)?.limitA ?? null)
      sites.set(site, known)
      add(known, session)
    }
    return sites
  }

  function add(site: SiteFacts, session: Session): void {
    const power = powerNow(session, parts.now())
    if (!power || power.watts <= 0) return
    const told = parts.lines(session.session)
    site.charging += 1
    if (told) site.measured += 1
    const even = power.watts / (assumedSupply.voltageV * assumedSupply.phases)
    for (const line of lineNames) site.currents[line] += told?.[line] ?? even
  }

  return {
    facts,
    /** What has lasted as long as the rule wants. */
    observe(rule: Omit<AlertRule, 'open'>, site: SiteFacts): Observation[] {
      const look = rule.kind === 'site-limit' ? siteLimit(site, rule) : phaseImbalance(site, rule)
      const key = `${rule.rule} ${site.site}`
      if (look === null) {
        since.delete(key)
        return []
      }
      const from = since.get(key) ?? parts.now()
      since.set(key, from)
      return parts.now() - from >= look.holdMs ? [ofSite(site.site, look, from)] : []
    },
    forget(rule: number, site: number) {
      since.delete(`${rule} ${site}`)
    },
  }
}

export const emptySite = (site: number, limitA: number | null): SiteFacts => ({ site, limitA, currents: { L1: 0, L2: 0, L3: 0 }, measured: 0, charging: 0 })
