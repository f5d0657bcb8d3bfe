import { expect, it } from 'vitest'
import { type Alert, ledger, over } from './ledger'
import type { Observation } from './observation'

const MINUTE = 60_000
const rule = { rule: 2, resetMinutes: 5 }
const observation = (overrides: Partial<Observation> = {}): Observation => ({
  kind: 'fault', subject: 'CP1 1/1', station: 'CP1', site: null, place: { evse: 1, connector: 1 }, session: null, since: 0, figures: {}, words: {}, ...overrides,
})

/** Plays what is observed minute by minute, and gives what became of it. */
function played(minutes: (Observation[] | null)[]) {
  let alerts: Alert[] = []
  const log: string[] = []
  minutes.forEach((observed, minute) => {
    if (observed === null) return
    const { opened, updated, ended } = ledger(rule, { observed, alerts, now: minute * MINUTE })
    log.push(...opened.map(({ subject }) => `${minute} opened ${subject}`), ...ended.map(({ subject }) => `${minute} ended ${subject}`))
    const replaced = [...updated, ...ended]
    alerts = [...alerts.map((alert) => replaced.find((other) => other.alert === alert.alert) ?? alert), ...opened.map((alert, index) => ({ ...alert, alert: minute * 10 + index }))].filter(({ state }) => state !== 'ended')
  })
  return log
}

it('what is seen again and again is one alert', () => {
  expect(played([[observation()], [observation()], [observation()]])).toEqual(['0 opened CP1 1/1'])
})

it('two sockets are two alerts', () => {
  expect(played([[observation(), observation({ subject: 'CP1 2/1' })]])).toEqual(['0 opened CP1 1/1', '0 opened CP1 2/1'])
})

it('ends when it was over for as long as the rule says', () => {
  expect(played([[observation()], [], [], [], [], [], []])).toEqual(['0 opened CP1 1/1', '6 ended CP1 1/1'])
})

it('what comes and goes is one alert, and opens anew after its end', () => {
  const seen = [observation()]
  expect(played([seen, [], [], seen, [], [], seen, [], [], [], [], [], [], seen])).toEqual(['0 opened CP1 1/1', '12 ended CP1 1/1', '13 opened CP1 1/1'])
})

it('is written again when a figure changed by a tenth, when its code is another, and when it comes back', () => {
  const alert: Alert = { ...(ledger(rule, { observed: [observation({ figures: { powerW: 100 } })], alerts: [], now: 0 }).opened[0]!), alert: 1 }
  const updatesWith = (seen: Partial<Observation>, known = alert) => ledger(rule, { observed: [observation(seen)], alerts: [known], now: MINUTE }).updated.length
  expect(updatesWith({ figures: { powerW: 109 } })).toBe(0)
  expect(updatesWith({ figures: { powerW: 111 } })).toBe(1)
  expect(updatesWith({ figures: { powerW: 100 }, words: { code: 'GroundFailure' } })).toBe(1)
  expect(updatesWith({ figures: { powerW: 100 } }, { ...alert, clearSince: 5 })).toBe(1)
})

it('keeps who acknowledged it when it ends', () => {
  const [opened] = ledger(rule, { observed: [observation()], alerts: [], now: 0 }).opened
  const acknowledged = { at: 1, by: 'desktop' as const, note: 'on it' }
  expect(over({ ...opened!, alert: 1, state: 'acknowledged', acknowledged }, 9)).toMatchObject({ state: 'ended', endedAt: 9, acknowledged })
})
