import { describe, expect, it } from 'vitest'
import { faults } from '#contract/fault'
import { handshakeOutcomes } from '#contract/vocabulary'
import { visibleStates } from '../ui/state'
import { messages } from './index'

type Tree = { [key: string]: string | Tree }

function leaves(tree: Tree, path = ''): [string, string][] {
  return Object.entries(tree).flatMap(([key, value]): [string, string][] =>
    typeof value === 'string' ? [[`${path}${key}`, value]] : leaves(value, `${path}${key}.`))
}
const en = new Map(leaves(messages.en))
const de = new Map(leaves(messages.de))
const placeholders = (text = '') => [...new Set(text.match(/\{\w+\}/g) ?? [])].sort()
const choices = (text = '') => text.split(' | ').length

describe('the dictionaries', () => {
  it('have the same keys in English and German', () => {
    expect(en.size).toBeGreaterThan(0)
    expect([...de.keys()].sort()).toEqual([...en.keys()].sort())
  })

  it('name the same values in both languages', () => {
    for (const [key, text] of en) expect([key, placeholders(de.get(key))]).toEqual([key, placeholders(text)])
  })

  it('offer a plural in both languages or in none', () => {
    for (const [key, text] of en) expect([key, choices(de.get(key))]).toEqual([key, choices(text)])
  })

  it('say something everywhere, without exclamation marks', () => {
    for (const [key, text] of [...en, ...de]) {
      expect([key, text.trim()]).not.toEqual([key, ''])
      expect([key, text]).not.toEqual([key, expect.stringContaining('!')])
    }
  })

  it('have a sentence for every fault of the contract', () => {
    for (const code of Object.keys(faults)) expect([...en.keys()]).toContain(`faults.${code}`)
  })

  it('say what happened and what to do for every outcome of a handshake', () => {
    for (const outcome of handshakeOutcomes) {
      expect([...en.keys()]).toContain(`handshakes.${outcome}.text`)
      expect([...en.keys()]).toContain(`handshakes.${outcome}.advice`)
    }
  })

  it('have a word for every state that a badge shows', () => {
    for (const state of visibleStates) expect([...en.keys()]).toContain(`state.${state}`)
  })
})
