import { Menu, Tray } from 'electron'
import type { Overview } from '#contract/read-models'
import type { Words } from './words'

export interface TrayActions {
  show(): void
  openView(route: string): void
  quit(): void
}

interface Counts {
  charging: number
  faulted: number
  waiting: number
}

/** The tray: what goes on, in three counts, and the way back to the windows. */
export class TrayIcon {
  readonly #tray: Tray
  readonly #words: Words
  readonly #actions: TrayActions
  #shown: string | null = null

  constructor({ icon, words, actions }: { icon: string; words: Words; actions: TrayActions }) {
    this.#words = words
    this.#actions = actions
    this.#tray = new Tray(icon)
    this.#tray.on('click', () => actions.show())
    this.#render({ charging: 0, faulted: 0, waiting: 0 })
  }

  update({ connectors, newStations }: Overview): void {
    this.#render({ charging: connectors.charging, faulted: connectors.faulted, waiting: newStations })
  }

  close(): void {
    this.#tray.destroy()
  }

  #render(counts: Counts): void {
    const words = this.#words
    const actions = this.#actions
    const charging = words.charging(counts.charging)
    const faulted = words.faulted(counts.faulted)
    const waiting = words.waiting(counts.waiting)
    const tip = `Plugboard: ${charging}, ${faulted}, ${waiting}`
    // The feed speaks up to ten times a second, and a menu that is rebuilt closes under the user's hand.
    if (tip === this.#shown) return
    this.#shown = tip
    this.#tray.setToolTip(tip)
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: charging, click: () => actions.openView('/sessions') },
        { label: faulted, click: () => actions.openView('/') },
        { label: waiting, click: () => actions.openView('/new') },
        { type: 'separator' },
        { label: words.show, click: () => actions.show() },
        { label: words.quit, click: () => actions.quit() },
      ]),
    )
  }
}
