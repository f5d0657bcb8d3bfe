/** How settings are read and changed in a version, as data. */
export interface SettingHabits {
  /** Asked for one by one where a station does not list all that it has (quirk K01). */
  standard: readonly string[]
  /** The settings that say how many others fit into one request. */
  mostRead: string
  mostChanged: string | null
  /** How many fit where the station does not say: into a reading, into a change. */
  read: number
  change: number
  heartbeatInterval: string
  /** The list of what is measured during sessions. */
  sampledData: string
}
