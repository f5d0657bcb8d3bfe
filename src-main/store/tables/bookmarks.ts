import type { Database } from 'better-sqlite3'
import type { EpochMs } from '#contract/read-models'

/** Frames of the same station that a bookmark keeps on each side: without them it would be a word without its sentence. */
const AROUND = 20
/** What comes after a bookmarked frame is kept as well, as long as this after it. */
const STILL_COMING_MS = 86_400_000

/** Bookmarks of frames. They stay until a person removes them, and so do the frames around them. */
export function bookmarkTable(database: Database) {
  const insert = database.prepare<unknown[]>(/* sql */ `
    insert into bookmark (frame, at, note) select id, ?, ? from frame where id = ?
    on conflict (frame) do update set note = excluded.note
  `)
  const remove = database.prepare<[number]>(/* sql */ `delete from bookmark where frame = ?`)
  const forget = database.prepare<[number]>(/* sql */ `
    update frame set kept = null where kept is not null and station = (select station from frame where id = ?)
  `)
  const keep = database.prepare<unknown[]>(/* sql */ `
    update frame set kept = 1 where kept is null and id in (
      select id from (select id from frame where station = @station and id <= @id order by id desc limit ${AROUND + 1})
      union all
      select id from (select id from frame where station = @station and id > @id order by id limit ${AROUND})
    )
  `)
  const ofStation = database.prepare<unknown[], { id: number; station: string }>(/* sql */ `
    select frame.id, frame.station from bookmark join frame on frame.id = bookmark.frame
    where frame.station = (select station from frame where id = ?)
  `)
  const recent = database.prepare<unknown[], { id: number; station: string }>(/* sql */ `
    select frame.id, frame.station from bookmark join frame on frame.id = bookmark.frame where frame.at > ?
  `)
  const keepAll = (frames: { id: number; station: string }[]) => {
    for (const frame of frames) keep.run(frame)
  }
  return {
    save: database.transaction(({ frame, note, at }: { frame: number; note: string; at: EpochMs }) => {
      const isThere = insert.run(at, note, frame).changes > 0
      keepAll(ofStation.all(frame))
      return isThere
    }),
    remove: database.transaction((frame: number) => {
      remove.run(frame)
      forget.run(frame)
      keepAll(ofStation.all(frame))
    }),
    /** Before frames are deleted: those that came after a bookmark was set. */
    keepRecent: (now: EpochMs) => keepAll(recent.all(now - STILL_COMING_MS)),
  }
}
