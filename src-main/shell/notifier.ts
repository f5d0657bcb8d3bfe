import { Notification } from 'electron'
import type { AlertNotice } from '#contract/alerts'
import type { Alert } from './alerts'
import type { Words } from './words'

/** Alerts of one kind that come together become one notification: a hundred chargers after a power cut are one event. */
const gatherMs = 1_500

/** Shows alerts as notifications of the operating system; a click opens the place where something can be done. */
export class Notifier {
  readonly #waiting = new Map<Alert['kind'], Alert[]>()
  /** Kept while shown: a notification that is collected as garbage loses its click. */
  readonly #shown = new Set<Notification>()
  readonly #options: { words: Words; icon: string; openView: (route: string) => void }
  #timer: NodeJS.Timeout | null = null

  constructor(options: { words: Words; icon: string; openView: (route: string) => void }) {
    this.#options = options
  }

  add(alert: Alert): void {
    if (!Notification.isSupported()) return
    this.#waiting.set(alert.kind, [...(this.#waiting.get(alert.kind) ?? []), alert])
    this.#timer ??= setTimeout(() => this.#show(), gatherMs)
  }

  /** What a rule found; alerts that open together are one already. */
  show({ title, text, route }: AlertNotice, language: 'en' | 'de'): void {
    if (Notification.isSupported()) this.#present({ title: title[language], body: text[language], route })
  }

  close(): void {
    if (this.#timer !== null) clearTimeout(this.#timer)
    for (const notification of this.#shown) notification.close()
  }

  #show(): void {
    this.#timer = null
    for (const alerts of this.#waiting.values()) {
      this.#present(this.#textOf(alerts))
    }
    this.#waiting.clear()
  }

  #present({ title, body, route }: { title: string; body: string; route: string }): void {
    const notification = new Notification({ title, body, icon: this.#options.icon })
    notification.on('click', () => this.#options.openView(route))
    notification.on('close', () => this.#shown.delete(notification))
    this.#shown.add(notification)
    notification.show()
  }

  #textOf(alerts: readonly Alert[]): { title: string; body: string; route: string } {
    const { words } = this.#options
    const first = alerts[0]!
    const stations = new Set(alerts.map(({ station }) => station)).size
    switch (first.kind) {
      case 'new-charger':
        return {
          title: words.newChargerTitle,
          body: stations === 1 ? words.newCharger(first.name) : words.newChargersMore(stations),
          route: '/new',
        }
      case 'boot-loop':
        return {
          title: words.bootLoopTitle,
          body: stations === 1 ? words.bootLoop(first.name) : words.bootLoopsMore(stations),
          route: stations === 1 ? `/charger/${encodeURIComponent(first.station)}` : '/',
        }
      case 'fault':
        return {
          title: words.faultTitle,
          body: stations === 1 ? words.fault(first.name, first.code) : words.faultsMore(stations),
          route: stations === 1 ? `/charger/${encodeURIComponent(first.station)}` : '/',
        }
    }
  }
}
