import { describe, expect, it } from 'vitest'
import { Outbox, type OutboxOptions } from './outbox'
import { refusal } from './station-link'
import type { Message, Payload } from './wire'

function aMessage(overrides: Partial<Message> = {}): Message {
  return { action: 'StatusNotification', lasting: true, payload: () => ({}), ...overrides }
}

/** An outbox whose network answers by the script, in order; then with {}. */
function anOutbox(script: (Payload | Error)[] = [], options: Partial<OutboxOptions> = {}) {
  const sent: string[] = []
  const network = { isOnline: true }
  const outbox = new Outbox({
    isOnline: () => network.isOnline,
    send: (action) => {
      sent.push(action)
      const answer = script.shift() ?? {}
      return answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer)
    },
    ...options,
  })
  return { outbox, sent, network }
}

describe('the outbox', () => {
  it('sends in order and hands each its answer', async () => {
    const { outbox, sent } = anOutbox([{ n: 1 }, { n: 2 }])
    const answers = await Promise.all(['A', 'B'].map((action) => outbox.push(aMessage({ action }))))
    expect(sent).toEqual(['A', 'B'])
    expect(answers).toEqual([{ n: 1 }, { n: 2 }])
  })

  it('builds a payload when it is sent, so that an earlier answer can be in it, and only once', async () => {
    const { outbox, network } = anOutbox([{ transactionId: 7 }, new Error('connection lost')])
    network.isOnline = false
    let id: unknown = null
    let built = 0
    const start = outbox.push(aMessage({ onAnswer: (answer) => (id = answer['transactionId']) }))
    const stop = outbox.push(aMessage({ payload: () => (built++, { transactionId: id }) }))
    expect(await Promise.all([start, stop])).toEqual([null, null])
    expect(built).toBe(0)
    network.isOnline = true
    await outbox.flush()
    expect([id, built, outbox.size]).toEqual([7, 1, 0])
  })

  it('keeps what lasts and drops the rest without a network', async () => {
    const { outbox, sent, network } = anOutbox()
    network.isOnline = false
    await outbox.push(aMessage({ action: 'Heartbeat', lasting: false }))
    await outbox.push(aMessage({ action: 'StopTransaction' }))
    expect(outbox.size).toBe(1)
    network.isOnline = true
    await outbox.flush()
    expect(sent).toEqual(['StopTransaction'])
  })

  it.each([
    ['a lasting message is sent again after a lost connection', true, new Error('connection lost'), 2],
    ['a lasting message is sent again after a CALLERROR', true, refusal('NotSupported', 'no'), 2],
  ])('%s', async (_name, lasting, failure, times) => {
    const { outbox, sent } = anOutbox([failure, { n: 1 }])
    expect(await outbox.push(aMessage({ lasting }))).toEqual({ n: 1 })
    expect(sent).toHaveLength(times)
  })

  it('gives up after three CALLERRORs and goes on with the next', async () => {
    const no = refusal('NotSupported', 'no')
    const { outbox, sent } = anOutbox([no, no, no])
    const refused = outbox.push(aMessage({ action: 'A' }))
    const next = outbox.push(aMessage({ action: 'B' }))
    await expect(refused).rejects.toBe(no)
    expect(await next).toEqual({})
    expect(sent).toEqual(['A', 'A', 'A', 'B'])
  })

  it('rejects a message that does not last when no answer comes', async () => {
    const { outbox } = anOutbox([new Error('Call timeout')])
    await expect(outbox.push(aMessage({ lasting: false }))).rejects.toThrow('Call timeout')
  })

  it('repeats a CALL whose answer is lost', async () => {
    const { outbox, sent } = anOutbox([{ n: 1 }, { n: 2 }])
    outbox.loseAnswers(1)
    expect(await outbox.push(aMessage())).toEqual({ n: 2 })
    expect(sent).toHaveLength(2)
  })

  it('leaves out the oldest expendable messages when too many wait', async () => {
    const { outbox, sent, network } = anOutbox([], { capacity: 3 })
    network.isOnline = false
    for (const action of ['Start', 'Meter 1', 'Meter 2', 'Meter 3', 'Stop']) {
      await outbox.push(aMessage({ action, expendable: action.startsWith('Meter') }))
    }
    network.isOnline = true
    await outbox.flush()
    expect(sent).toEqual(['Start', 'Meter 3', 'Stop'])
  })

  it('delivers what is pushed in the moment in which it runs empty', async () => {
    const { outbox, sent } = anOutbox()
    for (let count = 0; count < 20; count++) await outbox.push(aMessage())
    expect(sent).toHaveLength(20)
  })
})
