/** When a station said something last, which a pong does not. Frozen: a change is a new migration. */
export const lastMessage = /* sql */ `
  alter table station add column last_message_at integer;
  -- Whoever never spoke has no protocol. Where its frames are no longer kept, the last sign of life is the nearest thing.
  update station set last_message_at = coalesce(
    (select at from frame where frame.station = station.station and direction = 'in' and kind <> 'unreadable' order by id desc limit 1),
    last_seen_at
  ) where protocol is not null;
`
