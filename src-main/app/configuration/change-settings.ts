import type { SettingResult } from '#contract/configuration'
import type { SettingChange } from '#contract/vocabulary'
import { changeOutcome } from '../../domain/configuration/change-outcome'
import { settingKey } from '../../domain/configuration/setting-value'
import type { NeutralCall, ReportedSetting, SettingAnswer } from '../../domain/station-message'
import type { StationConnection } from '../../ocpp/station-host'
import type { Asked } from '../commands'
import { limitOf, readNamed, ReadingLost } from './reading'

export interface Changed {
  results: SettingResult[]
  /** What the station told afterwards. */
  settings: ReportedSetting[]
  /** Keys of those that it took; true: with the next boot. */
  changed: Map<string, boolean>
}

/** Sets and reads back: the station's word alone cannot be trusted (quirk K03). */
export async function changeSettings(parts: {
  connection: StationConnection
  ask(call: NeutralCall): Promise<Asked>
  valueOf(name: string): string | null | undefined
  settings: readonly SettingChange[]
}): Promise<Changed> {
  const { connection, ask, valueOf, settings } = parts
  const { mostRead, mostChanged, read, change } = connection.settingHabits
  const size = mostChanged === null ? change : limitOf(valueOf(mostChanged), change)
  const answers = new Map<string, SettingAnswer>()
  for (let at = 0; at < settings.length; at += size) {
    const portion = settings.slice(at, at + size)
    const { reply, failure } = await ask({ kind: 'change-settings', settings: portion })
    if (failure?.code === 'connection-lost') break
    for (const [index, { name }] of portion.entries()) {
      const answer = answerFor(name, index, reply?.changes ?? []) ?? errorAnswer(name, failure?.answer?.code)
      if (answer) answers.set(settingKey(name), answer)
    }
  }
  const names = settings.map(({ name }) => name)
  const after = await readBack(names)
  const told = new Map(after.map((setting) => [settingKey(setting.name), setting.value]))
  const results = settings.map(({ name, value }): SettingResult => {
    const key = settingKey(name)
    const answer = answers.get(key) ?? null
    const outcome = changeOutcome({ name, asked: value, before: valueOf(name), after: told.get(key), answer })
    return { name, asked: value, value: told.get(key) ?? null, word: answer?.word ?? null, outcome }
  })
  const changed = new Map(results.filter(isTaken).map(({ name, outcome }) => [settingKey(name), outcome === 'reboot-needed']))
  return { results, settings: after, changed }

  async function readBack(asked: readonly string[]): Promise<ReportedSetting[]> {
    const { signal } = new AbortController()
    try {
      const portion = limitOf(valueOf(mostRead), read)
      return (await readNamed({ ask, progress: () => undefined, signal }, { names: asked, size: portion })).settings
    } catch (error) {
      if (error instanceof ReadingLost) return []
      throw error
    }
  }
}

/** By its name, else, where the version repeats no name, by its place. */
function answerFor(name: string, index: number, answers: readonly SettingAnswer[]): SettingAnswer | undefined {
  const named = answers.find((answer) => settingKey(answer.name) === settingKey(name))
  const atPlace = answers[index]
  return named ?? (atPlace?.name === '' ? atPlace : undefined)
}

/** A station that answers with an error has refused. */
function errorAnswer(name: string, code: string | undefined): SettingAnswer | null {
  return code === undefined ? null : { name, word: code, isAccepted: false, isRebootNeeded: false }
}

const taken = new Set<SettingResult['outcome']>(['applied', 'reboot-needed', 'applied-although-refused', 'unverified'])
const isTaken = ({ outcome }: SettingResult) => taken.has(outcome)
