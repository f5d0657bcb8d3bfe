import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type AlertChannel, type AlertNotice, type AlertRow, type AlertRule, alertRuleInputSchema, channelInputSchema, type ChannelTest, type DeliveryRow, type SecretProtection } from '../alerts'
import type { KeyedEvent } from '../read-models'
import { administers, noteSchema, operates, reads } from './inputs'

const alertId = z.int().positive()

export const alerts = {
  /** All that are not over, and the latest that are. */
  watch: reads('GET /alerts').output(eventIterator(type<KeyedEvent<AlertRow>>())),
  /** Somebody looks after them; they end by themselves when what they tell of is over. */
  acknowledge: operates('POST /alerts/acknowledge')
    .input(z.object({ alerts: z.array(alertId).min(1).max(1000), note: noteSchema }))
    .output(type<void>()),
  /** What was sent of an alert, and where to. */
  deliveries: reads('GET /alerts/{alert}/deliveries').input(z.object({ alert: alertId })).output(type<DeliveryRow[]>()),
  /** Notifications for whoever sits at this console, as they come; the first list is empty. */
  watchNotices: reads('GET /alerts/notices').output(eventIterator(type<readonly AlertNotice[]>())),
  watchRules: reads('GET /alert-rules').output(eventIterator(type<KeyedEvent<AlertRule>>())),
  /** Returns its number. */
  saveRule: administers('POST /alert-rules').input(alertRuleInputSchema).output(type<number>()),
  /** Ends its alerts. */
  removeRule: administers('DELETE /alert-rules/{rule}').input(z.object({ rule: alertId })).output(type<void>()),
  watchChannels: reads('GET /alert-channels').output(eventIterator(type<KeyedEvent<AlertChannel>>())),
  /** How passwords and keys of channels are kept on this computer. */
  secretProtection: reads('GET /alert-channels/secrets').output(type<SecretProtection>()),
  /** Returns its number. */
  saveChannel: administers('POST /alert-channels').input(channelInputSchema).output(type<number>()),
  /** With its secret and what waits for it. */
  removeChannel: administers('DELETE /alert-channels/{channel}').input(z.object({ channel: alertId })).output(type<void>()),
  /** Sends a message now, and gives what the other side said. */
  testChannel: operates('POST /alert-channels/{channel}/test').input(z.object({ channel: alertId })).output(type<ChannelTest>()),
  /** Tries what was given up again. */
  retryChannel: operates('POST /alert-channels/{channel}/retry').input(z.object({ channel: alertId })).output(type<void>()),
}
