import { describe, expect, it } from 'vitest'
import { readFrame } from './frame-envelope'
import { parseFrame, readPrefix, repairCommas } from './frame-repair'

describe('F01: repairs stray commas and empty members', () => {
  it.each([
    ['[,2,"a","Heartbeat",{}]', [2, 'a', 'Heartbeat', {}]],
    ['[2,,"a","Heartbeat",{}]', [2, 'a', 'Heartbeat', {}]],
    ['[2,"a","Heartbeat",{},]', [2, 'a', 'Heartbeat', {}]],
    ['[2,"a","X",{,"p":1}]', [2, 'a', 'X', { p: 1 }]],
    ['[2,"a","X",{"p":1 , }]', [2, 'a', 'X', { p: 1 }]],
    ['[2,"a","X",{"p":,"q":2}]', [2, 'a', 'X', { p: null, q: 2 }]],
    ['[2,"a","X",{"p": }]', [2, 'a', 'X', { p: null }]],
    ['[2,"a","X",{"p":[1,,2,]}]', [2, 'a', 'X', { p: [1, 2] }]],
  ])('%s', (text, value) => {
    expect(parseFrame(text)).toEqual({ value, findings: [expect.objectContaining({ code: 'F01' })] })
  })

  it('leaves the inside of strings alone', () => {
    expect(repairCommas('["a,,b" , "c\\",,]"]')).toBe('["a,,b","c\\",,]"]')
  })

  it('gives up where a repair would be a guess', () => {
    expect(parseFrame('[2,"a","X",{"p"')).toEqual({ value: undefined, findings: [] })
  })
})

it('F02: strips control characters and a byte order mark', () => {
  expect(parseFrame('\ufeff[2,"a","X",{"p":"A\u0000B"}]\u0000')).toEqual({
    value: [2, 'a', 'X', { p: 'AB' }],
    findings: [{ code: 'F02', detail: 'control characters stripped' }],
  })
})

describe('F09: reads integers beyond 2^53 without loss', () => {
  it.each([
    ['[2,"a","X",{"transactionId":9223372036854775807}]', '9223372036854775807'],
    ['[2,"a","X",{"transactionId": -9223372036854775808}]', '-9223372036854775808'],
    ['[2,"a","X",{"transactionId":9007199254740991}]', 9007199254740991],
    ['[2,"a","X",{"transactionId":1234567890123456.5}]', 1234567890123456.5],
  ])('%s', (text, transactionId) => {
    expect(parseFrame(text).value).toEqual([2, 'a', 'X', { transactionId }])
  })
})

describe('F01: recovers the id of a frame that no repair makes readable', () => {
  it.each([
    ['[2,"19223201","Heartbeat",{"a"', { type: 2, id: '19223201' }],
    [' [ ,2 , "x-1" , {{{', { type: 2, id: 'x-1' }],
    ['[2,17,"Heartbeat",{"a"', { type: 2, id: '17' }],
    ['[3,"x"', { type: 3, id: 'x' }],
    ['[2', { type: 2, id: null }],
    ['hello', { type: null, id: null }],
  ])('%s', (text, prefix) => {
    expect(readPrefix(text)).toEqual(prefix)
  })
})

describe('readFrame', () => {
  it('takes a well-formed CALL apart without a finding', () => {
    expect(readFrame('[2,"1","Heartbeat",{}]')).toEqual({
      kind: 'call',
      id: '1',
      oddId: null,
      action: 'Heartbeat',
      payload: {},
      findings: [],
    })
  })

  it.each([
    ['F12: a message id that is a number', '[2,17,"Heartbeat",{}]', { id: '17', oddId: '17' }],
    ['F12: a message id that is null', '[2,null,"Heartbeat",{}]', { id: '', oddId: 'null' }],
    ['F03: a message type that is text', '["2","1","Heartbeat",{}]', { kind: 'call', id: '1', oddId: null }],
    ['F07: a message id longer than 36', `[2,"${'x'.repeat(50)}","Heartbeat",{}]`, { id: 'x'.repeat(50), oddId: null }],
  ])('%s', (name, text, parts) => {
    const envelope = readFrame(text)
    expect(envelope).toMatchObject(parts)
    expect(envelope.findings.map(({ code }) => code)).toEqual([name.slice(0, 3)])
  })

  it.each([
    ['[4,"1","NotSupported"]', '', {}],
    ['[4,"1","NotSupported","no"]', 'no', {}],
    ['[4,"1","NotSupported","no","because"]', 'no', { text: 'because' }],
    ['[4,"1","NotSupported",null,null]', '', {}],
  ])('F12: reads the error %s', (text, description, details) => {
    const envelope = readFrame(text)
    expect(envelope).toMatchObject({ kind: 'error', id: '1', code: 'NotSupported', description, details })
    expect(envelope.findings.map(({ code }) => code)).toEqual(['F12'])
  })

  it('reads the frame kinds of 2.1', () => {
    expect(readFrame('[6,"1","NotifyPeriodicEventStream",{"id":1}]')).toMatchObject({
      kind: 'send',
      payload: { id: 1 },
    })
    expect(readFrame('[5,"1","FormatViolation","x",{}]')).toMatchObject({ kind: 'result-error', findings: [] })
  })

  it.each([
    ['{}', { type: null, id: null }],
    ['[2,"1"]', { type: 2, id: '1' }],
    ['[9,"1"]', { type: 9, id: '1' }],
    ['', { type: null, id: null }],
  ])('calls %s unreadable', (text, parts) => {
    expect(readFrame(text)).toMatchObject({ kind: 'unreadable', ...parts })
  })
})
