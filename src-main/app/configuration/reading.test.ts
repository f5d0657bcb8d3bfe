import { expect, it } from 'vitest'
import type { NeutralCall } from '../../domain/station-message'
import { StationCallError } from '../../ocpp/station-host'
import type { Asked } from '../commands'
import { readAll, type ReadingContext } from './reading'

const habits = { standard: ['HeartbeatInterval', 'NumberOfConnectors'], mostRead: 'GetConfigurationMaxKeys', read: 4 }
// What a reading asks of a connection, and of what came of a call.
const connection = { actionOf: () => null, settingHabits: habits } as unknown as ReadingContext['connection']
const setting = (name: string) => ({
  name, component: null, value: '1', access: null, type: null, allowed: [], minimum: null, maximum: null, unit: null,
})

it('K01: a request for all settings that is never answered is followed by requests by name', async () => {
  const calls: NeutralCall[] = []
  const ask = (call: NeutralCall): Promise<Asked> => {
    calls.push(call)
    const names = call.kind === 'read-settings' ? call.names : null
    const failure = names === null ? new StationCallError('timeout', 'no answer within 30 s') : null
    const reply = names && { accepted: true, raw: '', response: {}, settings: names.map(setting) }
    return Promise.resolve({ record: {} as Asked['record'], reply, failure })
  }
  const context = { connection, ask, report: () => Promise.resolve(null), known: ['VendorKey'], mostAtOnce: null, progress: () => undefined }
  const reading = await readAll({ ...context, signal: new AbortController().signal })
  expect(reading).toMatchObject({ mostAtOnce: expect.any(Number), gaps: [] })
  expect(reading.settings.map(({ name }) => name)).toEqual(['HeartbeatInterval', 'NumberOfConnectors', 'VendorKey'])
  expect(calls[0]).toEqual({ kind: 'read-settings', names: null })
})
