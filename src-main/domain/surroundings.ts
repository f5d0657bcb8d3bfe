/** Something with a number of ours, by the name that it had at the time. */
export interface Named {
  id: number
  name: string
}

/** Where a station stands in the organisation. A session keeps what it was when it began. */
export interface Surroundings {
  company: Named | null
  site: Named | null
  area: Named | null
}

export const nowhere: Surroundings = { company: null, site: null, area: null }

/** Whose a token is. The number is missing where only the name was kept. */
export interface Owner {
  id: number | null
  name: string
}
