import type { SessionPricing } from '#contract/pricing'
import { isOpen, type Session } from '../../domain/session'
import type { TellCost } from '../../domain/station-message'
import type { Commands } from '../commands'
import type { Connections } from '../connections'
import type { OwnAccord } from '../own-accord'
import type { Clock, Log } from '../ports'
import type { Pricing } from './pricing'

/** A display needs no more, and some stations stall when they are asked often. */
const BETWEEN_MS = 60_000
const byItself = { ownAccord: 'costs' } as const

/** Tells stations that can show it what their sessions cost: once a minute where it changed, and at the end. */
export function createCostMessages(parts: {
  clock: Clock
  log: Log
  connections: Connections
  ownAccord: OwnAccord
  commands: () => Pick<Commands, 'ask'>
  pricing: Pick<Pricing, 'shown' | 'view' | 'paidNow'>
  /** Its station computes what it costs. */
  isComputing: (session: Session) => boolean
}) {
  const { clock, log, connections, ownAccord, pricing } = parts
  const told = new Map<number, { at: number; amount: number }>()

  /** `isAfterEnd`: its price was recorded. */
  function changed(sessions: readonly Session[], isAfterEnd: boolean): void {
    for (const session of sessions) {
      if (isOpen(session) === isAfterEnd || session.transactionId === null || !ownAccord.may(session.station, 'costs') || parts.isComputing(session)) continue
      const before = told.get(session.session)
      // Of an end that came late, or was put right, the display shows nothing any more.
      if (isAfterEnd && !before) continue
      if (!isAfterEnd && before && clock.now() - before.at < BETWEEN_MS) continue
      const shown = pricing.shown(session)
      if (!shown || (!isAfterEnd && before?.amount === shown.amount)) continue
      if (isAfterEnd) told.delete(session.session)
      else told.set(session.session, { at: clock.now(), amount: shown.amount })
      tell(session).catch((error: unknown) => log.warn('a cost could not be told', { session: session.session, error: String(error) }))
    }
  }

  async function tell(session: Session): Promise<void> {
    const connection = connections.ready(session.station)
    const call = callOf(session, await pricing.view(session))
    if (!connection || !call || connection.obstacleTo(call) !== null) return
    await parts.commands().ask(connection, call, byItself)
  }

  function callOf(session: Session, { price }: SessionPricing): TellCost | null {
    if (!price || session.transactionId === null) return null
    return {
      kind: 'tell-cost',
      transactionId: session.transactionId,
      cost: { amount: price.invoice.gross, currency: price.currency },
      isFinal: !isOpen(session),
      at: clock.now(),
      energyWh: session.meter.energyWh,
      isCharging: session.chargingState === null || session.chargingState === 'charging',
      ...(pricing.paidNow(session) ?? { perKwh: null, perHour: null, graceMs: 0 }),
    }
  }

  return { changed }
}
