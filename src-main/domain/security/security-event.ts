/** How an event is kept in the inbox: those of a kind of a station are counted in one line until somebody saw them. */
export interface SecurityEvent {
  event: string
  kind: string
  at: number
  info: string | null
  isCritical: boolean
}

/** A station that sets its clock this soon after its boot does what it does at each of them. */
const ROUTINE_MS = 120_000

/** ABB TACW and others send two events at each boot, which would bury what matters (quirk F13). */
export function kindOfEvent(event: string, boot: { at: number | null; receivedAt: number }): string {
  const isAtBoot = boot.at !== null && boot.receivedAt - boot.at <= ROUTINE_MS
  if (event === 'SettingSystemTime' && isAtBoot) return 'StartupOfTheDevice'
  return event
}
