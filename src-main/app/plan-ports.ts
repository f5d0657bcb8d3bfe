import type { PlanInput, PlanSpot, SitePlan } from '#contract/plan'

/** Pictures of sites and where stations stand on them. Writing throws StorageFullError. */
export interface PlanStore {
  plans(): Omit<SitePlan, 'spots'>[]
  spots(): PlanSpot[]
  /** Null: the site has none. */
  picture(site: number): Buffer | null
  save(plan: Omit<PlanInput, 'data'> & { savedAt: number; picture: Buffer }): void
  /** The stations are taken off it. */
  remove(site: number, stations: readonly string[]): void
  place(spot: PlanSpot): void
  takeOff(station: string): void
}
