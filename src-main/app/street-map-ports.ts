/** A map of streets that the user put into the data folder. */
export interface StreetMap {
  /** Null: there is none, or it is no PMTiles file. */
  about(): Promise<{ bytes: number; changedAt: number } | null>
  /** As many bytes as there are; none where there is no file. */
  read(range: { offset: number; bytes: number }): Promise<Buffer>
}
