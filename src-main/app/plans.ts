import { mostPlanBytes, type PlanInput, type PlanPicture, type PlanSpot, type SitePlan } from '#contract/plan'
import { FaultError } from './fault-error'
import { createValueFeed, type ValueFeed } from './feeds/value-feed'
import type { PlanStore } from './plan-ports'
import type { Clock } from './ports'
import type { WorkingSet } from './working-set'

/** Plans of sites, as a person keeps them. @throws FaultError */
export interface Plans {
  feed: ValueFeed<SitePlan[]>
  picture(site: number): PlanPicture
  save(plan: PlanInput): void
  remove(site: number): void
  place(spot: PlanSpot): void
  takeOff(station: string): void
}

export function createPlans({ clock, store, set }: { clock: Clock; store: PlanStore; set: WorkingSet }): Plans {
  const plans = new Map(store.plans().map((plan) => [plan.site, plan]))
  const spots = new Map(store.spots().map((spot) => [spot.station, spot]))
  /** A station that was moved to another site stands no longer on the plan. */
  const spotsAt = (site: number) => [...spots.values()].filter(({ station }) => set.find(station)?.station.site === site)
  const feed = createValueFeed<SitePlan[]>({ clock, read: () => [...plans.values()].map((plan) => ({ ...plan, spots: spotsAt(plan.site) })) })

  function stationOf(station: string) {
    const entry = set.find(station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station })
    return entry.station
  }

  return {
    feed,
    picture(site) {
      const picture = store.picture(site)
      const media = picture && mediaOf(picture)
      if (!media) throw new FaultError('PLAN_NOT_FOUND', { site })
      return { media, data: picture.toString('base64') }
    },
    save({ data, ...plan }) {
      if (!set.organisation.sites.has(plan.site)) throw new FaultError('SITE_NOT_FOUND', { site: plan.site })
      const picture = Buffer.from(data, 'base64')
      if (mediaOf(picture) === null || picture.length > mostPlanBytes) throw new FaultError('PICTURE_UNREADABLE', { name: plan.name })
      const saved = { ...plan, savedAt: clock.now() }
      store.save({ ...saved, picture })
      plans.set(plan.site, saved)
      feed.touch()
    },
    remove(site) {
      const stations = spotsAt(site).map(({ station }) => station)
      store.remove(site, stations)
      plans.delete(site)
      for (const station of stations) spots.delete(station)
      feed.touch()
    },
    place(spot) {
      const { station, site } = stationOf(spot.station)
      if (site === null || !plans.has(site)) throw new FaultError('PLAN_NOT_FOUND', { site: site ?? 0 })
      store.place({ ...spot, station })
      spots.set(station, { ...spot, station })
      feed.touch()
    },
    takeOff(identity) {
      const { station } = stationOf(identity)
      store.takeOff(station)
      spots.delete(station)
      feed.touch()
    },
  }
}

/** By its first bytes: what it was said to be is not asked. */
function mediaOf(picture: Buffer): PlanPicture['media'] | null {
  if (picture.subarray(0, 8).equals(Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]))) return 'image/png'
  if (picture.subarray(0, 3).equals(Buffer.from([0xff, 0xd8, 0xff]))) return 'image/jpeg'
  if (picture.subarray(0, 4).toString('latin1') === 'RIFF' && picture.subarray(8, 12).toString('latin1') === 'WEBP') return 'image/webp'
  return null
}
