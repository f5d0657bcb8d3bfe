import type { LetterOrder, LetterPreview } from '#contract/letter'
import { normaliseIdToken } from '../../domain/id-token'
import { sameMakeAs } from '../../domain/make'
import { FaultError } from '../fault-error'
import type { LetterPress } from '../letter-ports'
import type { Clock, Store } from '../ports'
import type { WorkingSet } from '../working-set'
import { composeLetter, observationsOf, sentenceOf } from './compose'
import { markdownOf } from './markdown'
import { masked } from './mask'

/** What was found at a charger, as a letter to its vendor. @throws FaultError */
export interface Letters {
  preview(order: LetterOrder): LetterPreview
  pdf(order: LetterOrder): Promise<{ fileName: string; pdf: Buffer }>
}

export function createLetters(parts: { clock: Clock; set: WorkingSet; store: Pick<Store, 'findings' | 'findingStore'>; press: LetterPress }): Letters {
  const { clock, set, store, press } = parts

  function made(order: LetterOrder) {
    const entry = set.find(order.station)
    if (!entry) throw new FaultError('STATION_NOT_FOUND', { station: order.station })
    const all = [...set.entries()]
    const same = sameMakeAs(entry.station, all.map(({ station }) => station))
    const entries = order.isForAll ? [entry, ...all.filter(({ station }) => same.includes(station))] : [entry]
    const witnesses = entries.map(({ station, protocol }) => ({ station, protocol, findings: store.findings(station.station) }))
    const observations = observationsOf(witnesses, (station, code) => store.findingStore.example(station, code))
    const mask = (text: string) => masked(text, (word) => set.tokens.tokens.has(normaliseIdToken(word)))
    const letter = composeLetter({ order, witnesses, observations, mask, now: clock.now() })
    return { ...letter, observations, sameMake: 1 + same.length, fileName: fileNameOf(letter.title) }
  }

  return {
    preview(order) {
      const { blocks, observations, sameMake, fileName } = made(order)
      const findings = observations.map(({ code, count }) => ({ code, count, sentence: sentenceOf(code, order.language) }))
      return { fileName, markdown: markdownOf(blocks), findings, sameMake }
    },
    async pdf(order) {
      const { blocks, title, fileName } = made(order)
      return { fileName, pdf: await press.pdf(blocks, title) }
    },
  }
}

const fileNameOf = (title: string) => title.normalize('NFKD').replace(/[^\w.-]+/g, '-').replace(/^-+|-+$/g, '').slice(0, 80)
