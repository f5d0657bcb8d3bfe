import type { AlertRule, AlertRuleInput } from '#contract/alerts'
import type { AlertStore, StoredRule } from '../alerts-ports'
import { FaultError } from '../fault-error'
import { createKeyedFeed } from '../feeds/keyed-feed'
import type { Clock } from '../ports'

export type RuleDesk = ReturnType<typeof createRuleDesk>

/** The rules, as people set them. */
export function createRuleDesk(parts: { clock: Clock; store: AlertStore; open: (rule: number) => number; removed: (rule: number) => void }) {
  const { store } = parts
  const rules = new Map(store.rules().map((rule) => [rule.rule, rule]))
  const view = (rule: StoredRule): AlertRule => ({ ...rule, open: parts.open(rule.rule) })
  const feed = createKeyedFeed<number, AlertRule>({
    clock: parts.clock,
    all: () => [...rules.values()].map(view),
    read: (id) => {
      const rule = rules.get(id)
      return rule ? view(rule) : null
    },
  })

  return {
    feed,
    all: (): readonly StoredRule[] => [...rules.values()],
    get: (rule: number) => rules.get(rule) ?? null,
    save(input: AlertRuleInput): number {
      if (input.rule !== null && !rules.has(input.rule)) throw new FaultError('ALERT_RULE_NOT_FOUND', { rule: input.rule })
      const rule = input.rule ?? Math.max(0, ...rules.keys()) + 1
      const saved: StoredRule = { ...input, rule }
      store.saveRule(saved)
      rules.set(rule, saved)
      feed.touch([rule])
      return rule
    },
    remove(rule: number) {
      if (!rules.has(rule)) throw new FaultError('ALERT_RULE_NOT_FOUND', { rule })
      parts.removed(rule)
      store.removeRule(rule)
      rules.delete(rule)
      feed.touch([rule])
    },
  }
}
