/** An action to stations, with what a person needs to send it. */
export interface Sendable {
  /** It interrupts, overwrites or deletes: a person is asked before it goes out. */
  isRisky?: true
  /** What the station told of these is out of date by it. */
  outdates?: 'monitors' | 'messages'
  presets?: readonly Preset[]
}

/** A payload for a common purpose. Its name has a sentence in the renderer's dictionary, under `presets`. */
export interface Preset {
  name: string
  payload: Record<string, unknown>
}

export type SendableTable = Readonly<Record<string, Sendable>>

/** Where a station puts or gets a file, to be replaced by the user: an address for documentation (RFC 5737). */
export const exampleLocation = (file: string): string => `ftp://user:password@192.0.2.10/${file}`
