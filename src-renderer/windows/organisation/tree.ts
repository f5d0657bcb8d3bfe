import type { Organisation } from '#contract/organisation'
import type { StationRow } from '#contract/stations'

export type NodeKind = 'company' | 'site' | 'area' | 'station' | 'rest'
/** A line of the tree. `rest` gathers what stands nowhere: sites of no company, chargers of no site. */
export interface TreeNode {
  key: string
  kind: NodeKind
  level: number
  name: string
  isRetired: boolean
  /** Chargers in it; those that are retired only where they are shown. */
  stations: number
  hasChildren: boolean
  isOpen: boolean
  /** The number of a company, site or area. */
  id: number | null
  station: TreeStation | null
}

export type TreeStation = Pick<StationRow, 'station' | 'name' | 'site' | 'area' | 'lifeCycle'>
export const keyOf = (kind: NodeKind, id: number | string) => `${kind}-${id}`
export const noCompany = keyOf('rest', 'company')
export const noSite = keyOf('rest', 'site')

interface Branch {
  key: string
  kind: NodeKind
  name: string
  id: number | null
  isRetired: boolean
  station: TreeStation | null
  children: Branch[]
}

export interface TreeWish {
  text: string
  showRetired: boolean
  /** What was opened or closed by hand; companies are open from the start, the rest is closed. */
  toggled: ReadonlySet<string>
}

/** The lines that are visible, from top to bottom. A text opens whatever holds a match. */
export function visibleNodes(organisation: Organisation, stations: readonly TreeStation[], wish: TreeWish): TreeNode[] {
  const { text, showRetired, toggled } = wish
  const words = text.toLowerCase().split(/\s+/).filter(Boolean)
  const nodes: TreeNode[] = []
  const matches = ({ name, station }: Branch) => {
    const searched = `${name} ${station?.station ?? ''}`.toLowerCase()
    return words.every((word) => searched.includes(word))
  }
  const sifted = (branch: Branch, isInside: boolean): Branch | null => {
    if (branch.isRetired && !showRetired) return null
    const isMatch = isInside || matches(branch)
    const children = branch.children.flatMap((child) => sifted(child, isMatch) ?? [])
    return isMatch || children.length > 0 ? { ...branch, children } : null
  }
  const lay = (branch: Branch, level: number) => {
    const { children, ...rest } = branch
    const isOpenFirst = branch.kind === 'company' || branch.key === noCompany
    const isOpen = words.length > 0 || toggled.has(branch.key) !== isOpenFirst
    nodes.push({ ...rest, level, stations: countOf(branch), hasChildren: children.length > 0, isOpen })
    if (isOpen) for (const child of children) lay(child, level + 1)
  }
  for (const root of rootsOf(organisation, stations)) {
    const left = sifted(root, words.length === 0)
    if (left) lay(left, 0)
  }
  return nodes
}

function countOf(branch: Branch): number {
  return branch.kind === 'station' ? 1 : branch.children.reduce((sum, child) => sum + countOf(child), 0)
}

function rootsOf({ companies, sites, areas }: Organisation, stations: readonly TreeStation[]): Branch[] {
  const bySite = Map.groupBy(stations, ({ site }) => site)
  const leaves = (rows: readonly TreeStation[]) => rows
    .map((station): Branch => ({
      key: keyOf('station', station.station), kind: 'station', name: station.name, id: null,
      isRetired: station.lifeCycle === 'retired', station, children: [],
    }))
    .sort(byName)
  const siteBranches = (company: number | null) => sites.filter((site) => site.company === company).map((site): Branch => {
    const own = bySite.get(site.site) ?? []
    const parts = areas.filter((area) => area.site === site.site).map((area) => ({
      ...branch('area', area.area, area), children: leaves(own.filter((station) => station.area === area.area)),
    }))
    const known = new Set(parts.map(({ id }) => id))
    const loose = own.filter(({ area }) => area === null || !known.has(area))
    return { ...branch('site', site.site, site), children: [...parts.sort(byName), ...leaves(loose)] }
  }).sort(byName)
  const homeless = leaves(stations.filter(({ site }) => site === null))
  const ownSites = siteBranches(null)
  const rest = (key: string, children: Branch[]): Branch[] =>
    children.length === 0 ? [] : [{ key, kind: 'rest', name: '', id: null, isRetired: false, station: null, children }]
  return [
    ...companies.map((company) => ({ ...branch('company', company.company, company), children: siteBranches(company.company) })).sort(byName),
    // Without any company the sites are the roots.
    ...(companies.length === 0 ? ownSites : rest(noCompany, ownSites)),
    ...rest(noSite, homeless),
  ]
}

const branch = (kind: NodeKind, id: number, { name, retiredAt }: { name: string; retiredAt: number | null }): Branch => ({
  key: keyOf(kind, id), kind, id, name, isRetired: retiredAt !== null, station: null, children: [],
})

const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: 'base' })
const byName = (a: Branch, b: Branch) => collator.compare(a.name, b.name)
