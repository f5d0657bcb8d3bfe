/** What helps with a refusal at the stations of a make; a hint for people, no rule follows from it (quirk P03). */
const hints: readonly { vendor: RegExp; hint: string }[] = [
  { vendor: /schneider/i, hint: 'local-menu' },
  { vendor: /ebee|bender|mennekes|juice/i, hint: 'load-management' },
  { vendor: /go-?e/i, hint: 'app-limit' },
]

/** Key of a sentence. */
export function hintFor(vendor: string | null): string {
  return hints.find((entry) => vendor !== null && entry.vendor.test(vendor))?.hint ?? 'general'
}
