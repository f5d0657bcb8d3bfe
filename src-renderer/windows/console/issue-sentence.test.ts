import { describe, expect, it } from 'vitest'
import { issueSentence, pathName } from './issue-sentence'

describe('pathName', () => {
  it.each([
    ['', ''],
    ['/type', 'type'],
    ['/a/0/b/12/c', 'a[0].b[12].c'],
    ['/a~1b/c~0d', 'a/b.c~d'],
  ])('%s is %s', (path, name) => expect(pathName(path)).toBe(name))
})

describe('issueSentence', () => {
  it.each([
    { code: 'required', expected: null, sentence: 'is missing' },
    { code: 'maxLength', expected: '20', sentence: 'has more than 20 characters' },
    { code: 'enum', expected: 'Hard, Soft', sentence: 'must be one of: Hard, Soft' },
    { code: 'dependencies', expected: null, sentence: 'as the check says' },
  ])('$code: $sentence', ({ code, expected, sentence }) => {
    expect(issueSentence({ path: '/x', code, expected, message: 'as the check says' })).toBe(sentence)
  })
})
