import type { TraceLine } from '#contract/trace'
import { expect, it } from 'vitest'
import { sendCommand } from './send-command'

const aCall: TraceLine = {
  id: 1, at: 1, station: 'CP 1', connection: 'c', direction: 'out', kind: 'call', action: 'Reset', messageId: 'm', text: '',
  truncated: false, roundTripMs: null, findings: [], session: null, bookmark: null,
}

it('a call is copied as the command that sends it again, safe in a shell', () => {
  expect(sendCommand(aCall, '[2,"m","Reset",{"type":"it\'s; rm -rf"}]')).toBe(`npm run cli -- send 'CP 1' Reset '{"type":"it'\\''s; rm -rf"}'`)
})

it('an answer, a call of the station and a broken frame are no command', () => {
  expect(sendCommand({ ...aCall, kind: 'result' }, '[3,"m",{}]')).toBeNull()
  expect(sendCommand({ ...aCall, direction: 'in' }, '[2,"m","Reset",{}]')).toBeNull()
  expect(sendCommand(aCall, '[2,"m"')).toBeNull()
})
