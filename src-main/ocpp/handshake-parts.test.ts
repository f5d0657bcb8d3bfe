import { describe, expect, it } from 'vitest'
import { readAuthorization } from './basic-auth'
import { failedHandshakes } from './failed-handshakes'
import { identityOf } from './station-url'
import { chooseSubprotocol, offeredNames } from './subprotocol'

describe('C05: the identity is the last segment that is not empty', () => {
  it.each([
    ['/CP1', 'CP1'],
    ['/CP1/', 'CP1'],
    ['//CP1//', 'CP1'],
    ['/ocpp/1.6/CP1', 'CP1'],
    ['/CP1/CP1', 'CP1'],
    ['/CP%201', 'CP 1'],
    ['/S%C3%A4ule', 'Säule'],
    ['/CP%ZZ1', 'CP%ZZ1'],
    ['/CP1%', 'CP1%'],
    ['/CP1?token=x/y', 'CP1'],
    ['ws://host:9220/CP1', 'CP1'],
    ['/%20CP1%00', 'CP1'],
    ['/', null],
    ['', null],
    [undefined, null],
    [`/${'x'.repeat(256)}`, null],
  ])('%s', (target, identity) => {
    expect(identityOf(target)).toBe(identity)
  })
})

describe('C02: chooses among odd and several subprotocol names', () => {
  it.each([
    ['ocpp1.6', 'ocpp1.6', 'OCPP 1.6J'],
    ['OCPP1.6', 'OCPP1.6', 'OCPP 1.6J'],
    ['ocpp1.6j', 'ocpp1.6j', 'OCPP 1.6J'],
    ['ocpp1.6, ocpp2.0.1', 'ocpp2.0.1', 'OCPP 2.0.1'],
    ['ocpp2.1, ocpp2.0.1', 'ocpp2.1', 'OCPP 2.1'],
    ['ocpp1.5,ocpp1.6', 'ocpp1.6', 'OCPP 1.6J'],
    ['ocpp1.6,,ocpp1.6,', 'ocpp1.6', 'OCPP 1.6J'],
    ['ocpp 2.1, ocpp1.6', 'ocpp1.6', 'OCPP 1.6J'],
  ])('%s', (header, spelling, name) => {
    expect(chooseSubprotocol(offeredNames(header))).toMatchObject({ kind: 'offered', spelling, dialect: { name } })
  })

  it('tells none from unsupported', () => {
    expect(chooseSubprotocol(offeredNames(undefined))).toEqual({ kind: 'none' })
    expect(chooseSubprotocol(offeredNames('ocpp1.5'))).toEqual({ kind: 'unsupported' })
  })
})

describe('C15: reads the password behind the known identity', () => {
  const header = (userPass: string | Buffer) => `Basic ${Buffer.from(userPass).toString('base64')}`
  const read = (userPass: string | Buffer, identity = 'CP1') => readAuthorization(header(userPass), identity)?.passwords

  it('splits after an identity with a colon, not at the first one', () => {
    expect(read('CP:1:pass:word', 'CP:1')).toEqual([Buffer.from('pass:word')])
  })

  it('takes the identity in another case', () => {
    expect(read('cp1:secret')).toEqual([Buffer.from('secret')])
  })

  it('offers hexadecimal text as text, in the other case, and as the bytes it stands for', () => {
    expect(read('CP1:00FF10')).toEqual([Buffer.from('00FF10'), Buffer.from('00ff10'), Buffer.from([0x00, 0xff, 0x10])])
    expect(read('CP1:001122')).toEqual([Buffer.from('001122'), Buffer.from([0x00, 0x11, 0x22])])
  })

  it('offers bytes that are no text also as their hexadecimal text', () => {
    const key = Buffer.from([0x00, 0xff, 0x10])
    expect(read(Buffer.concat([Buffer.from('CP1:'), key]))).toEqual([key, Buffer.from('00ff10'), Buffer.from('00FF10')])
  })

  it('offers nothing for another user, another scheme or nonsense', () => {
    expect(read('other:secret')).toEqual([])
    expect(readAuthorization('Bearer abc', 'CP1')).toEqual({ user: null, passwords: [], encodings: [], oddity: 'unreadable' })
    expect(readAuthorization('Basic ***', 'CP1')).toEqual({ user: null, passwords: [], encodings: [], oddity: 'unreadable' })
    expect(readAuthorization(undefined, 'CP1')).toBeNull()
  })

  it('C16: tells the user name', () => {
    expect(readAuthorization(header('other:secret'), 'CP1')?.user).toBe('other')
  })
})

describe('failed handshakes', () => {
  function setUp() {
    const clock = { ms: 0 }
    const limit = failedHandshakes({ failures: 3, windowMs: 60_000 }, () => clock.ms)
    const failTimes = (times: number, address = 'a') => {
      for (let time = 0; time < times; time++) limit.failed(address, 'X')
    }
    return { clock, limit, failTimes }
  }

  it('limits an address after its failures', () => {
    const { limit, failTimes } = setUp()
    failTimes(2)
    expect(limit.isLimited('a', 'X')).toBe(false)
    failTimes(1)
    expect(limit.isLimited('a', 'X')).toBe(true)
  })

  it('does not hurt another address, and forgets with the window', () => {
    const { clock, limit, failTimes } = setUp()
    failTimes(3)
    expect(limit.isLimited('b', 'X')).toBe(false)
    clock.ms = 60_000
    expect(limit.isLimited('a', 'X')).toBe(false)
  })

  it('lets a station in that has connected from there before', () => {
    const { limit, failTimes } = setUp()
    limit.succeeded('a', 'Good')
    failTimes(3)
    expect(limit.isLimited('a', 'good')).toBe(false)
    expect(limit.isLimited('a', 'X')).toBe(true)
  })
})
