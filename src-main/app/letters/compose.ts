import type { LetterBlock, LetterOrder } from '#contract/letter'
import type { FindingExample } from '#contract/letter'
import type { Finding } from '#contract/stations'
import { compatibilityRows } from '../../domain/compatibility'
import type { Station } from '../../domain/station'
import germanFields from '../../../src-renderer/i18n/de/compatibility.json'
import germanSentences from '../../../src-renderer/i18n/de/findings.json'
import englishFields from '../../../src-renderer/i18n/en/compatibility.json'
import englishSentences from '../../../src-renderer/i18n/en/findings.json'
import { letterWords } from './letter-words'
import { standards } from './standards'

type Language = LetterOrder['language']
type Sentences = Record<string, string>

const sentences: Record<Language, Sentences> = { en: englishSentences, de: germanSentences }
const fields: Record<Language, { field: Sentences; value: Record<string, string | Sentences> }> = { en: englishFields, de: germanFields }

export const sentenceOf = (code: string, language: Language): string => sentences[language][code] ?? sentences[language].unknown ?? code

/** One charger of the letter. */
export interface Witness {
  station: Station
  protocol: string | null
  findings: readonly Finding[]
}

export interface Observation {
  code: string
  count: number
  firstAt: number
  lastAt: number
  /** The station that showed it last, and what it showed. */
  detail: string
  chargers: number
  example: FindingExample | null
}

/** Findings of several chargers as one list, the most frequent first. */
export function observationsOf(witnesses: readonly Witness[], exampleOf: (station: string, code: string) => FindingExample | null): Observation[] {
  const byCode = new Map<string, Observation>()
  for (const { station, findings } of witnesses) {
    for (const { code, count, firstAt, lastAt, example: detail } of findings) {
      const known = byCode.get(code)
      const isLatest = known === undefined || lastAt > known.lastAt
      byCode.set(code, {
        code,
        count: count + (known?.count ?? 0),
        firstAt: Math.min(firstAt, known?.firstAt ?? firstAt),
        lastAt: Math.max(lastAt, known?.lastAt ?? lastAt),
        detail: isLatest ? detail : known.detail,
        chargers: 1 + (known?.chargers ?? 0),
        example: (isLatest ? exampleOf(station.station, code) : null) ?? known?.example ?? null,
      })
    }
  }
  return [...byCode.values()].sort((a, b) => b.count - a.count || a.code.localeCompare(b.code))
}

/** The letter as blocks. `mask` takes out what must not leave the house. */
export function composeLetter(parts: {
  order: LetterOrder
  witnesses: readonly Witness[]
  observations: readonly Observation[]
  mask: (text: string) => string
  now: number
}): { title: string; blocks: LetterBlock[] } {
  const { order, witnesses, observations, mask, now } = parts
  const { language } = order
  const words = letterWords[language]
  const { vendor, model, firmware } = witnesses[0]?.station ?? { vendor: null, model: null, firmware: null }
  const make = [vendor, model].filter((part) => part !== null).join(' ') || words.unknown
  const title = words.title(`${make}${firmware ? words.firmwareOf(firmware) : ''}`)
  const told = observations.filter(({ code }) => !order.leaveOut.includes(code))

  const blocks: LetterBlock[] = [
    { kind: 'title', text: title },
    { kind: 'paragraph', text: words.intro(witnesses.length) },
    { kind: 'heading', text: words.chargers },
    {
      kind: 'table',
      heads: [...words.chargerHeads],
      rows: witnesses.map(({ station, protocol }) => [
        station.station,
        station.serial ?? words.unknown,
        protocol ?? words.unknown,
        dayOf(station.firstSeenAt),
      ]),
      numeric: [],
    },
    { kind: 'heading', text: words.summary },
    told.length === 0 ? { kind: 'paragraph', text: words.nothing } : summary(),
    ...told.flatMap(section),
    ...adaptations(),
    { kind: 'paragraph', text: words.closing },
    ...(order.sender === '' ? [] : [{ kind: 'paragraph' as const, text: order.sender }]),
    { kind: 'caption', text: words.written(instantOf(now)) },
  ]
  return { title, blocks }

  function summary(): LetterBlock {
    const rows = told.map(({ code, count, chargers, lastAt }, index) => [
      String(index + 1), sentenceOf(code, language), code === 'schema' ? '' : code, numberOf(count, language), String(chargers), dayOf(lastAt),
    ])
    return { kind: 'table', heads: [...words.summaryHeads], rows, numeric: [0, 3, 4] }
  }

  function section({ code, count, firstAt, lastAt, detail, example }: Observation, index: number): LetterBlock[] {
    const standard = standards[code]?.[language]
    const seen = words.seen(numberOf(count, language), instantOf(firstAt), instantOf(lastAt))
    return [
      { kind: 'heading', text: `${index + 1}. ${sentenceOf(code, language)}${code === 'schema' ? '' : ` (${code})`}` },
      // The latest one and the example may be of two messages.
      { kind: 'paragraph', text: detail === '' || example !== null ? seen : `${seen}\n${words.detail(mask(detail))}` },
      { kind: 'paragraph', text: standard === undefined ? words.noStandard : words.standard(standard) },
      ...(example === null ? [] : frame(example)),
    ]
  }

  function frame({ direction, action, at, firmware: then, detail, text }: FindingExample): LetterBlock[] {
    const caption = words.example(words.from[direction], action === null ? '' : ` (${action})`, instantOf(at))
    return [
      { kind: 'caption', text: [then === null || then === firmware ? caption : `${caption}${words.firmwareOf(then)}`, mask(detail)].filter((part) => part !== '').join(': ') },
      { kind: 'code', text: mask(text) },
    ]
  }

  function adaptations(): LetterBlock[] {
    const known = witnesses.flatMap(({ station }) =>
      compatibilityRows(station)
        .filter(({ source }) => source !== 'default')
        .map(({ field, value, source }) => [
          fields[language].field[field] ?? field, wordOf(field, value, language), station.station, source === 'set' ? words.set : words.learned,
        ]),
    )
    const refused = witnesses.flatMap(({ station }) =>
      station.unsupported
        .filter((entry) => entry.firmware === station.firmware)
        .map(({ action, why }) => [words.unsupported, `${action} (${words[why]})`, station.station, words.learned]),
    )
    const rows = [...known, ...refused]
    if (rows.length === 0) return []
    return [{ kind: 'heading', text: words.adaptations }, { kind: 'table', heads: [...words.adaptationHeads], rows, numeric: [] }]
  }
}

function wordOf(field: string, value: unknown, language: Language): string {
  const { value: values } = fields[language]
  const word = String(value).replaceAll('.', '_')
  const ofField = values[field]
  const found = (typeof ofField === 'object' ? ofField[word] : undefined) ?? values[word]
  if (typeof found === 'string') return found
  return Array.isArray(value) ? value.join(', ') : String(value)
}

const numberOf = (value: number, language: Language) => new Intl.NumberFormat(language).format(value)
/** Both languages read it the same. */
const instantOf = (at: number) => `${new Date(at).toISOString().slice(0, 19).replace('T', ' ')} UTC`
const dayOf = (at: number) => new Date(at).toISOString().slice(0, 10)
