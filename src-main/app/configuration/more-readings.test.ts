import { describe, expect, it } from 'vitest'
import type { SettingResult } from '#contract/configuration'
import { askForMoreReadings } from './more-readings'

const energy = 'Energy.Active.Import.Register'
const power = 'Power.Active.Import'

/** A station that keeps what `takes` makes of a list; null: it refuses and keeps what it had. */
function aStation(told: string, takes: (entries: string[]) => string | null) {
  const asked: string[] = []
  let value = told
  const change = (list: string): Promise<SettingResult> => {
    asked.push(list)
    const taken = takes(list.split(','))
    if (taken !== null) value = taken
    return Promise.resolve({ name: 'list', asked: list, value, word: null, outcome: taken === null ? 'refused' : 'applied' })
  }
  return { asked, ask: () => askForMoreReadings({ told, change }) }
}

describe('M22: the list of what is measured', () => {
  it('is set in the order of its weight', async () => {
    const { asked, ask } = aStation(energy, (entries) => entries.join(', '))
    expect(await ask()).toMatchObject({ missing: [], isChanged: true })
    expect(asked).toEqual([`${energy},${power},SoC,Current.Import,Voltage`])
  })

  it('is left alone where nothing is missing', async () => {
    const { asked, ask } = aStation(`"${energy},${power},SoC,Current.Import.L1,Voltage"`, () => null)
    expect(await ask()).toMatchObject({ missing: [], isChanged: false })
    expect(asked).toEqual([])
  })

  it('that is cut by the station keeps what matters most, and says what is missing', async () => {
    const { asked, ask } = aStation('Voltage', (entries) => entries.slice(0, 3).join(','))
    expect(await ask()).toMatchObject({ missing: ['current', 'voltage'], value: `${energy},${power},SoC` })
    expect(asked).toHaveLength(1)
  })

  it('that is refused for one entry gets the others', async () => {
    const { ask } = aStation(energy, (entries) => (entries.includes('SoC') ? null : entries.join(',')))
    expect(await ask()).toMatchObject({ missing: ['soc'], value: `${energy},${power},Current.Import,Voltage` })
  })

  it('that is refused beyond one entry keeps the most important one', async () => {
    const { ask } = aStation('Voltage', (entries) => (entries.length > 1 ? null : entries.join(',')))
    expect(await ask()).toMatchObject({ missing: ['power', 'soc', 'current', 'voltage'], value: energy })
  })

  it('that is never taken stays as it was', async () => {
    const { ask } = aStation(energy, () => null)
    expect(await ask()).toMatchObject({ missing: ['power', 'soc', 'current', 'voltage'], value: energy, isChanged: false })
  })
})
