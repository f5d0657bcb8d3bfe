import { describe, expect, it } from 'vitest'
import { readFinding } from './finding'

describe('readFinding', () => {
  it.each([
    { finding: 'T04', code: 'T04', sentence: 'Repeats the start of a session', detail: null },
    {
      finding: 'schema: /idTag: too long',
      code: 'schema',
      sentence: 'A message does not follow the schema of its version',
      detail: '/idTag: too long',
    },
    { finding: 'Z99', code: 'Z99', sentence: 'Deviation from the standard', detail: null },
  ])('reads $finding', ({ finding, ...told }) => {
    expect(readFinding(finding)).toEqual(told)
  })
})
