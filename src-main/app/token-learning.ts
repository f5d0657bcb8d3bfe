import type { Learning } from '#contract/people'
import { createValueFeed, type ValueFeed } from './feeds/value-feed'
import type { Clock } from './ports'
import type { TokenBook } from './token-book'

/** Waits for one token of one person, for a while (quirk A05): a reader tells a card, but never whose it is. */
export interface LearningDesk {
  begin(wish: { person: number; station: string | null; seconds: number }): Learning
  cancel(): void
  /** The person is gone. */
  forget(person: number): void
  learned(what: { raw: string; station: string | null }): void
  feed: ValueFeed<Learning | null>
}

export function createLearning({ clock, book }: { clock: Clock; book: TokenBook }): LearningDesk {
  let current: Learning | null = null
  let stopTimer = () => {}
  const feed = createValueFeed<Learning | null>({ clock, read: () => current })

  function end(changes: Partial<Learning> & { state: Learning['state'] }): void {
    if (current?.state !== 'waiting') return
    stopTimer()
    book.wait(null)
    current = { ...current, ...changes }
    feed.touch()
  }

  return {
    feed,
    begin({ person, station, seconds }) {
      end({ state: 'cancelled' })
      const until = clock.now() + seconds * 1000
      const begun: Learning = {
        person,
        personName: book.people.get(person)?.name ?? '',
        station,
        until,
        state: 'waiting',
        raw: null,
        learnedAtStation: null,
      }
      current = begun
      book.wait({ person, station, until })
      stopTimer = clock.after(seconds * 1000, () => end({ state: 'timed-out' }))
      feed.touch()
      return begun
    },
    cancel: () => end({ state: 'cancelled' }),
    forget(person) {
      if (current?.person === person) end({ state: 'cancelled' })
    },
    learned: ({ raw, station }) => end({ state: 'learned', raw, learnedAtStation: station }),
  }
}
