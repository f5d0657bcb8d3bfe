/**
 * From which states a connector may come into each (the table of status transitions A2 to I8, OCPP 1.6 section 4.9), the
 * states in lower case. A repeated state is none.
 */
const follows: Record<string, readonly string[]> = {
  available: ['preparing', 'charging', 'suspendedev', 'suspendedevse', 'finishing', 'reserved', 'unavailable', 'faulted'],
  preparing: ['available', 'finishing', 'reserved', 'unavailable', 'faulted'],
  charging: ['available', 'preparing', 'suspendedev', 'suspendedevse', 'unavailable', 'faulted'],
  suspendedev: ['available', 'preparing', 'charging', 'suspendedevse', 'unavailable', 'faulted'],
  suspendedevse: ['available', 'preparing', 'charging', 'suspendedev', 'unavailable', 'faulted'],
  finishing: ['preparing', 'charging', 'suspendedev', 'suspendedevse', 'faulted'],
  reserved: ['available', 'faulted'],
  unavailable: ['available', 'charging', 'suspendedev', 'suspendedevse', 'finishing', 'reserved', 'faulted'],
  faulted: [
    'available', 'preparing', 'charging', 'suspendedev', 'suspendedevse', 'finishing', 'reserved', 'unavailable',
  ],
}

/** States that may come before this one; null: a word of the station's own, of which the table says nothing. */
export const statesBefore = (word: string): readonly string[] | null => (Object.hasOwn(follows, word) ? (follows[word] ?? null) : null)

