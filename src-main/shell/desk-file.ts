import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { ReportFault } from '../bridge-faults'
import type { WindowPlace } from './window-place'

/** What the desktop remembers between two starts. */
export interface Desk {
  /** The windows that were open, in the order of their opening. */
  open: { route: string; alone: boolean }[]
  /** By kind of window, the last used last. */
  places: Map<string, WindowPlace>
  /** Closing the last window leaves Plugboard running in the tray. */
  keepInTray: boolean
}

/** A place is remembered per station and session too, so the list needs an end. */
const mostPlaces = 200
const quietMs = 400

/** The desk and its file. Changes are written once they have been quiet for a moment, and when the app quits. */
export class DeskFile {
  readonly desk: Desk
  readonly #file: string
  readonly #report: ReportFault
  #timer: NodeJS.Timeout | null = null

  constructor(file: string, report: ReportFault) {
    this.#file = file
    this.#report = report
    this.desk = this.#read()
  }

  changed(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.flush(), quietMs)
  }

  remember(kind: string, place: WindowPlace): void {
    const { places } = this.desk
    places.delete(kind)
    places.set(kind, place)
    for (const oldest of places.keys()) {
      if (places.size <= mostPlaces) break
      places.delete(oldest)
    }
    this.changed()
  }

  flush(): void {
    if (this.#timer === null) return
    clearTimeout(this.#timer)
    this.#timer = null
    const { open, places, keepInTray } = this.desk
    try {
      mkdirSync(dirname(this.#file), { recursive: true })
      // Written aside and renamed: a power cut leaves the old file or the new one, never half of one.
      writeFileSync(`${this.#file}.new`, JSON.stringify({ open, places: Object.fromEntries(places), keepInTray }, null, 2))
      renameSync(`${this.#file}.new`, this.#file)
    } catch (error) {
      this.#report(`window places could not be written to ${this.#file}`, error)
    }
  }

  #read(): Desk {
    try {
      return parseDesk(JSON.parse(readFileSync(this.#file, 'utf8')))
    } catch (error) {
      // Losing window places must not keep the console from starting.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') this.#report(`window places in ${this.#file} are unreadable`, error)
      return parseDesk(null)
    }
  }
}

/** Takes what is well-formed and drops the rest: the file may come from another version. */
export function parseDesk(json: unknown): Desk {
  const { open, places, keepInTray } = isObject(json) ? json : {}
  return {
    open: (Array.isArray(open) ? open : []).filter(isOpenWindow).map(({ route, alone }) => ({ route, alone })),
    places: new Map(
      Object.entries(isObject(places) ? places : {}).filter((entry): entry is [string, WindowPlace] => isPlace(entry[1])),
    ),
    keepInTray: keepInTray === true,
  }
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isOpenWindow(value: unknown): value is { route: string; alone: boolean } {
  return isObject(value) && typeof value.route === 'string' && value.route.startsWith('/') && typeof value.alone === 'boolean'
}

function isPlace(value: unknown): value is WindowPlace {
  if (!isObject(value) || typeof value.maximized !== 'boolean') return false
  return [value.x, value.y, value.width, value.height].every((number) => Number.isSafeInteger(number))
}
