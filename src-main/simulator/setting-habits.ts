/** What a station makes of its settings besides what the standard says. Names are the keys of `settings.ts`. */
export interface SettingHabits {
  /** 1.6: it takes no more keys at once, and does not list all (quirk K01). */
  mostKeys?: number
  /** Says accepted, and changes nothing (quirk K03). */
  stubborn?: readonly string[]
  /** Says refused, and changes it (quirk K03). */
  modest?: readonly string[]
  /** Takes it with the next boot only (quirk K03). */
  needsReboot?: readonly string[]
  /** Back to what it was built with after a reboot (quirk K05). */
  forgets?: boolean
  /** Spells its keys in lower case (quirk K02). */
  lowerCase?: boolean
  /** 2.x: makes no reports. */
  reportsNothing?: boolean
  /** 2.x: numbers of the parts of a report that are lost on the way. */
  losesParts?: readonly number[]
  /** What it starts with, by key. */
  initial?: Readonly<Record<string, string>>
}
