/** By which a record that comes again is found, however many a session has. Frozen: a change is a new migration. */
export const signedDigest = /* sql */ `
  alter table signed_value add column digest blob;
  create unique index signed_value_digest on signed_value (session, digest) where digest is not null;
`
