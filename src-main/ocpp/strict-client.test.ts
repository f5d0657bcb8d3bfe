import { RPCClient } from 'ocpp-rpc'
import { expect, it } from 'vitest'
import { hostSide, openTestEndpoint } from './testing/host-side'

const boot16 = { chargePointVendor: 'V', chargePointModel: 'M' }
const boot2 = { reason: 'PowerUp', chargingStation: { vendorName: 'V', model: 'M' } }

it.each([
  ['ocpp1.6', 'OCPP 1.6J', boot16],
  ['ocpp2.0.1', 'OCPP 2.0.1', boot2],
])('a client that checks every frame by its schema is content: %s', async (subprotocol, name, boot) => {
  const host = hostSide()
  const { url } = await openTestEndpoint(host)
  const client = new RPCClient({
    endpoint: url,
    identity: 'CP 1',
    protocols: [subprotocol],
    strictMode: true,
    reconnect: false,
  } as never)
  client.handle('Reset' as never, () => Promise.resolve({ status: 'Accepted' }))
  await client.connect()
  expect(await client.call('BootNotification', boot)).toMatchObject({ status: 'Accepted', interval: 300 })
  expect(await client.call('Heartbeat', {})).toMatchObject({ currentTime: '2026-01-01T10:00:00.000Z' })
  const [connection] = host.connections
  expect(await connection?.call({ kind: 'reset', mode: 'soft' })).toMatchObject({ accepted: true, raw: 'Accepted' })
  expect(connection).toMatchObject({ station: 'CP 1', protocol: name })
  await client.close()
})
