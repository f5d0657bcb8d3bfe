import type { Client } from './link'

/** All that is known of one session, as a JSON text with the units of the contract. */
export async function exportSession(client: Client, session: number): Promise<string> {
  const [row, course, readings] = await Promise.all([
    client.sessions.get({ session }),
    client.sessions.course({ session }),
    client.sessions.samples({ session }),
  ])
  return JSON.stringify({ session: row, course, readings }, null, 2)
}
