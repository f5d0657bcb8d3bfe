import { expect, it } from 'vitest'
import { shapes } from './address-shapes'

const address = { url: 'ws://10.0.0.5:9220/<identity>', interface: 'eth0', secure: false, listener: 'plain' as const }
const typed = (name: string, of = address) => shapes.find((shape) => shape.name === name)?.typed(of, 'CP 1').map(({ text }) => text)

it('writes the address as each shape of charger wants it', () => {
  expect(typed('whole')).toEqual(['ws://10.0.0.5:9220/CP%201'])
  expect(typed('base')).toEqual(['ws://10.0.0.5:9220', 'CP 1'])
  expect(typed('base-slash')).toEqual(['ws://10.0.0.5:9220/', 'CP 1'])
  expect(typed('parts')).toEqual(['10.0.0.5', '9220', '/', 'CP 1'])
})

it('keeps the brackets of IPv6', () => {
  expect(typed('parts', { ...address, url: 'wss://[fd00::1]:9221/<identity>' })).toEqual(['[fd00::1]', '9221', '/', 'CP 1'])
})
