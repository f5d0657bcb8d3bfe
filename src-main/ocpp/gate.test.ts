import { expect, it } from 'vitest'
import { createGate } from './gate'

const round = () => new Promise((resolve) => setImmediate(resolve))
/** Who leaves lets the next one in a round later. */
const rounds = async () => {
  await round()
  await round()
}

it('lets two at a time through, in order, and other keys at once', async () => {
  const gate = createGate(2)
  const inside: string[] = []
  const leave = new Map<string, () => void>()
  const come = (key: string, name: string) =>
    gate.pass(key, () => {
      inside.push(name)
      return new Promise<void>((resolve) => leave.set(name, resolve))
    })
  void come('a', '1')
  void come('a', '2')
  void come('a', '3')
  void come('a', '4')
  void come('b', '5')
  await round()
  expect(inside).toEqual(['1', '2', '5'])
  leave.get('2')?.()
  await rounds()
  expect(inside).toEqual(['1', '2', '5', '3'])
  leave.get('1')?.()
  await rounds()
  expect(inside.at(-1)).toBe('4')
})

it('goes on after a failure', async () => {
  const gate = createGate(1)
  await expect(gate.pass('a', () => Promise.reject(new Error('no')))).rejects.toThrow('no')
  expect(await gate.pass('a', () => Promise.resolve('in'))).toBe('in')
})
