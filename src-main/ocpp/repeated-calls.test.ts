import { describe, expect, it, vi } from 'vitest'
import { connected, heartbeatAnswer } from './testing/connected'
import { hostSide } from './testing/host-side'

describe('F07: a message id that is in use', () => {
  function holdingHost() {
    const releases: (() => void)[] = []
    const host = hostSide()
    const { receive } = host
    host.receive = async (connection, call) => {
      const verdict = receive(connection, call)
      await new Promise<void>((resolve) => releases.push(resolve))
      return verdict
    }
    return { host, releases }
  }

  it('the same CALL again leads to one decision and two answers', async () => {
    const { host, releases } = holdingHost()
    const { station } = await connected({ host })
    const payload = '{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T10:00:00Z"}'
    const start = `[2,"7","StartTransaction",${payload}]`
    station.send(start)
    station.send(start)
    await vi.waitFor(() => expect(host.frames).toHaveLength(1))
    releases.forEach((release) => release())
    const answer = '[3,"7",{"transactionId":1,"idTagInfo":{"status":"Accepted"}}]'
    expect([await station.next(), await station.next()]).toEqual([answer, answer])
    expect(host.calls).toHaveLength(1)
  })

  it('another CALL is answered on its own, under the same id', async () => {
    const { host, releases } = holdingHost()
    const { station } = await connected({ host })
    station.send('[2,"7","Heartbeat",{}]')
    station.send('[2,"7","Authorize",{"idTag":"A"}]')
    await vi.waitFor(() => expect(releases).toHaveLength(2))
    releases.forEach((release) => release())
    expect([await station.next(), await station.next()].sort()).toEqual(
      [heartbeatAnswer('"7"'), '[3,"7",{"idTagInfo":{"status":"Accepted"}}]'].sort(),
    )
  })
})

describe('F07: a message that was answered already', () => {
  const payload = '{"connectorId":1,"idTag":"A","meterStart":0,"timestamp":"2026-01-01T10:00:00Z"}'
  const start = `[2,"7","StartTransaction",${payload}]`
  const answer = '[3,"7",{"transactionId":1,"idTagInfo":{"status":"Accepted"}}]'

  it('gets the same answer again, without a second decision', async () => {
    const { host, station } = await connected()
    station.send(start)
    expect(await station.next()).toBe(answer)
    station.send(start)
    expect(await station.next()).toBe(answer)
    expect(host.calls).toHaveLength(1)
    expect(host.frames).toContainEqual(expect.objectContaining({ direction: 'in', findings: [expect.objectContaining({ code: 'F07' })] }))
  })

  it('is another message with another payload', async () => {
    const { host, station } = await connected()
    station.send(start)
    await station.next()
    station.send(start.replace('"A"', '"B"'))
    await station.next()
    expect(host.calls).toHaveLength(2)
  })

  it('is decided anew where the answer tells what is so now', async () => {
    const { host, station } = await connected()
    for (const message of ['[2,"1","Heartbeat",{}]', '[2,"2","Authorize",{"idTag":"A"}]']) {
      station.send(message)
      await station.next()
      station.send(message)
      await station.next()
    }
    expect(host.calls).toHaveLength(4)
  })
})
