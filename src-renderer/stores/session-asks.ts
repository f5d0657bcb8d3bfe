import { computed } from 'vue'
import { exportSession } from '../link/session-export'
import { useCommand } from '../link/use-command'
import { useStationCommand } from '../link/use-station-command'
import { usePeople } from './people'

/** What the actions of a session ask the core for, in any window that offers them. */
export function useSessionAsks() {
  const people = usePeople()
  return {
    command: useStationCommand(),
    setPerson: useCommand((client, input: { session: number; person: number | null; note: string }) => client.sessions.setPerson(input)),
    exported: useCommand((client, session: number) => exportSession(client, session)),
    people: computed(() => [...people.rows.values()]),
  }
}
