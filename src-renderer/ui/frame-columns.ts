/**
 * Head and rows are grids of their own (rows are virtual), so they share the widths of the columns. Shares rather than
 * lengths: the content keeps its part where a message is open beside the list.
 */
export const frameColumns = {
  withStation: '6.5rem 1rem minmax(5rem, 1fr) minmax(8rem, 1.5fr) 5.5rem 4.5rem minmax(4rem, 3fr)',
  withoutStation: '6.5rem 1rem minmax(8rem, 1.5fr) 5.5rem 4.5rem minmax(4rem, 3fr)',
} as const
