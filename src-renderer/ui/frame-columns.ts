/** Head and rows are grids of their own (rows are virtual), so they share the widths of the columns. */
export const frameColumns = {
  withStation: '6.5rem 1rem minmax(6rem, 10rem) minmax(8rem, 14rem) 6rem 5rem minmax(0, 1fr)',
  withoutStation: '6.5rem 1rem minmax(8rem, 14rem) 6rem 5rem minmax(0, 1fr)',
} as const
