import type { RestState } from '#contract/access'
import type { DoorNote, RestDoor } from './access-ports'
import type { Log, Store } from './ports'
import type { WorkingSet } from './working-set'

/** Whether scripts can come in: always where browsers do, on the desktop when the user says so. */
export interface RestService {
  state(): RestState
  /** Opens or closes the door of the desktop, and remembers it. */
  set(isOn: boolean): Promise<RestState>
  /** The host serves scripts beside its windows. */
  servedAt(url: string): void
  /** The host can open a door for scripts alone. */
  attach(door: RestDoor): Promise<void>
  stop(): Promise<void>
}

export function createRestService(parts: { log: Log; set: WorkingSet; store: Store; note: DoorNote; token: string }): RestService {
  const { log, set, store, note, token } = parts
  let url: string | null = null
  let door: RestDoor | null = null
  /** One after the other: a switch that is flicked must not leave the door half open. */
  let turn: Promise<unknown> = Promise.resolve()

  const state = (): RestState => ({
    isOn: door === null ? url !== null : set.settings.servesRest,
    url,
    port: door?.port ?? null,
    canChange: door !== null,
  })

  function served(address: string | null): void {
    url = address
    try {
      if (url === null) note.remove()
      else note.write({ url, token })
    } catch (error) {
      // The command line can still be told the address and a token.
      log.warn('the command line cannot be told where to find the console', { error: String(error) })
    }
  }

  async function follow(): Promise<void> {
    if (door === null) return
    if (set.settings.servesRest && url === null) {
      served((await door.open())?.url ?? null)
      if (url === null) log.warn('the port for scripts cannot be opened', { port: door.port })
    } else if (!set.settings.servesRest && url !== null) {
      served(null)
      await door.close()
    }
  }

  return {
    state,
    async set(isOn) {
      store.settings.save({ servesRest: isOn })
      set.settings = { ...set.settings, servesRest: isOn }
      await (turn = turn.then(follow))
      return state()
    },
    servedAt: served,
    async attach(opened) {
      door = opened
      await (turn = turn.then(follow))
    },
    async stop() {
      await turn
      served(null)
      await door?.close()
    },
  }
}
