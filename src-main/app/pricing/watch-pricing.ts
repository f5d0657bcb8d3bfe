import type { SessionPricing } from '#contract/pricing'
import type { Session } from '../../domain/session'
import { FaultError } from '../fault-error'
import { createPacer } from '../feeds/pacer'
import type { Clock } from '../ports'
import type { Presenter } from '../presenter'
import type { Pricing } from './pricing'

/** Time costs as well: the price of a running session is renewed at least this often. */
const REFRESH_MS = 5_000

/** The price of one session, live; of an ended one again whenever it is corrected. @throws FaultError */
export async function* watchPricing(
  parts: { clock: Clock; presenter: Pick<Presenter, 'listen'>; pricing: Pricing; sessionOf: (id: number) => Session | null },
  id: number,
  signal: AbortSignal | undefined,
): AsyncGenerator<SessionPricing, void> {
  const { clock, presenter, pricing, sessionOf } = parts
  const session = sessionOf(id)
  if (!session) throw new FaultError('SESSION_NOT_FOUND', { session: id })
  const pacer = createPacer(clock, signal)
  presenter.listen((change) => {
    if (change.sessions.includes(id) || change.samples.some((entry) => entry.session === id)) pacer.wake()
  }, signal)
  let cancel = () => {}
  try {
    do {
      cancel()
      const now = sessionOf(id) ?? session
      yield await pricing.view(now)
      if (now.state !== 'completed') cancel = clock.after(REFRESH_MS, pacer.wake)
    } while (await pacer.next())
  } finally {
    cancel()
  }
}
