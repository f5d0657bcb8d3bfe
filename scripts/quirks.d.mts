/** The ids of all rows of the quirks. */
export const quirks: string[]
/** The titles of all tests; `except` are absolute names of files. */
export function titlesOfTests(except?: string[]): string[]
export function withoutTest(titles: readonly string[]): string[]
