/** By which the sessions before one are found at its connector, however many the others of its station have. Frozen: a change is a new migration. */
export const sessionPlace = /* sql */ `
  create index session_place_history on session (station, evse, connector, started_at desc, session desc) where state = 'completed';
`
