import { quietUntil } from '../../domain/alerts/rule'
import type { Delivery, StoredAlert, StoredChannel } from '../alerts-ports'
import type { Clock } from '../ports'
import type { WorkingSet } from '../working-set'
import type { ChannelDesk } from './channel-desk'
import type { Outbox } from './outbox'
import type { RuleDesk } from './rule-desk'

/** Who hears of an alert, and when. */
export function createRouting(parts: { clock: Clock; set: WorkingSet; rules: RuleDesk; channels: ChannelDesk; outbox: Outbox; timeZone: string }) {
  const { clock, rules, channels, outbox } = parts

  const hears = (rule: number, channel: number) => {
    const chosen = rules.get(rule)?.channels
    return chosen === null || (chosen?.includes(channel) ?? false)
  }

  const zoneOf = ({ site }: StoredAlert) => (site === null ? undefined : parts.set.organisation.sites.get(site)?.timeZone) ?? parts.timeZone

  const quiet = (alert: StoredAlert) => quietUntil(rules.get(alert.rule)?.quietHours ?? null, clock.now(), zoneOf(alert))

  const listening = ({ rule }: StoredAlert): StoredChannel[] => channels.all().filter((channel) => channel.isOn && hears(rule, channel.channel))

  const far = (alert: StoredAlert) => listening(alert).filter(({ target, sends }) => target.kind !== 'desktop' && sends !== 'digest')

  function planned(alert: StoredAlert, event: 'opened' | 'ended', { to, plan }: { to: readonly StoredChannel[]; plan: Map<number, Delivery> }): StoredAlert {
    const notBefore = quiet(alert)
    const deliveries = to.map((channel) => outbox.plan(alert, event, { channel, notBefore }, plan).delivery)
    return { ...alert, deliveries: [...new Set([...alert.deliveries, ...deliveries])] }
  }

  return {
    hears,
    opened: (alert: StoredAlert, plan: Map<number, Delivery>) => planned(alert, 'opened', { to: far(alert), plan }),
    /** Whoever has not heard of its beginning need not hear of its end. */
    ended(alert: StoredAlert, plan: Map<number, Delivery>) {
      const told = far(alert).filter(({ channel }) => outbox.hasHeard(alert, channel, plan))
      return planned(alert, 'ended', { to: told, plan })
    },
    isShownHere: (alert: StoredAlert) => listening(alert).some(({ target }) => target.kind === 'desktop') && quiet(alert) === null,
  }
}
