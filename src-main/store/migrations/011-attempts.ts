/** Connection attempts are counted up instead of repeated, and carry what they are judged by. */
export const attempts = /* sql */ `
  alter table handshake add column first_at integer not null default 0;
  alter table handshake add column count integer not null default 1;
  alter table handshake add column port integer;
  alter table handshake add column facts text not null default '{"secure":false,"notes":[],"evidence":{"arrived":"other",
    "path":null,"offered":[],"chosen":null,"credentials":null,"user":null,"tls":null,"firstBytes":null,"end":null}}';
  update handshake set first_at = at;
  create index handshake_at on handshake (at);
`
