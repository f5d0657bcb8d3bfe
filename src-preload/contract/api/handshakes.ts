import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { HandshakeDetail, HandshakeRow, PortState } from '../handshakes'
import type { KeyedEvent } from '../read-models'
import { reads } from './inputs'

export const handshakes = {
  /** Connection attempts, those that succeeded as well. */
  watch: reads('GET /handshakes').output(eventIterator(type<KeyedEvent<HandshakeRow>>())),
  /** Null: the row is no longer kept. */
  evidence: reads('GET /handshakes/{id}').input(z.object({ id: z.int() })).output(type<HandshakeDetail | null>()),
  /** How the ports stand that chargers need, tried just now. */
  ports: reads('GET /ports').output(type<PortState[]>()),
}
