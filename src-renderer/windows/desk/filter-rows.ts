import { deskIssues, type DeskIssue, type DeskRow } from '#contract/desk'

/** What the person wants to see; null: all. */
export interface DeskFilter {
  issue: DeskIssue | null
  station: string | null
}

export function filterRows(rows: readonly DeskRow[], { issue, station }: DeskFilter): DeskRow[] {
  return rows.filter((row) => (issue === null || row.issues.includes(issue)) && (station === null || row.session.station === station))
}

/** The address may say anything. */
export const toIssue = (value: string | null): DeskIssue | null => deskIssues.find((issue) => issue === value) ?? null
