import type { Stage } from './story'

/** What a person does: takes the proposal as it is. */
export async function applyProposal(stage: Stage, session: number, note = 'seen on site'): Promise<void> {
  const row = (await stage.desk()).find((one) => one.session.session === session)
  if (!row) throw new Error(`session ${session} is not on the desk`)
  await stage.client.desk.apply({ session, repair: row.proposal, expected: row.values, note })
}
