import { alertKindTraits } from '#contract/alert-kinds'
import { sentenceOf, shownFigures } from '#contract/alert-figures'
import type { AlertNotice, AlertRow } from '#contract/alerts'
import type { MessageItem, OutgoingMessage } from '../alerts-ports'
import german from '../../../src-renderer/i18n/de/alert.json'
import english from '../../../src-renderer/i18n/en/alert.json'

type Language = 'en' | 'de'
const words = { en: english, de: german }

/** More are counted, not listed. */
const MOST_LISTED = 50

const filled = (template: string, values: Record<string, string | number>) =>
  template.replaceAll(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole))

/** What an alert says, in the words of the windows. */
export function sentence(alert: AlertRow, language: Language): string {
  const templates: Record<string, string | Record<string, string>> = words[language].sentence
  const [kind = '', variant] = sentenceOf(alert).split('.')
  const found = templates[kind]
  const template = typeof found === 'object' ? (found[variant ?? ''] ?? '') : (found ?? '')
  return filled(template, shownFigures(alert, language))
}

/** What it is about: charger and socket, or the site. */
export function subject({ stationName, siteName, place }: AlertRow, language: Language): string {
  const socket = place === null ? null : filled(words[language].socket, { place: place.connector === null || place.connector === 1 ? `${place.evse}` : `${place.evse}/${place.connector}` })
  const named = [stationName, socket].filter((part) => part !== null).join(', ')
  return named || siteName || 'Plugboard'
}

const when = (at: number, { language, timeZone }: { language: Language; timeZone: string }) =>
  new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short', timeZone }).format(at)

type Told = Pick<OutgoingMessage, 'key' | 'event' | 'at'> & { language: Language; timeZone: string }

/** One message about alerts, for people and for programs. */
export function messageOf(alerts: readonly AlertRow[], told: Told): OutgoingMessage {
  const { message } = words[told.language]
  const [only] = alerts
  const isOne = alerts.length === 1 && only !== undefined && told.event !== 'digest'
  const title = isOne
    ? filled(told.event === 'ended' ? message.titleEnded : message.title, { kind: words[told.language].kind[only.kind], subject: subject(only, told.language) })
    : filled(message[told.event === 'digest' ? 'titleDigest' : told.event === 'ended' ? 'titleManyEnded' : 'titleMany'], { count: alerts.length, day: new Intl.DateTimeFormat(told.language, { dateStyle: 'long', timeZone: told.timeZone }).format(told.at) })
  const lines = told.event === 'digest' ? digestLines(alerts, told) : alerts.slice(0, MOST_LISTED).map((alert) => line(alert, told))
  const more = Math.max(0, alerts.length - MOST_LISTED)
  const rest = more > 0 ? [filled(message.more, { count: more })] : []
  return { key: told.key, event: told.event, at: told.at, title, text: [...lines, ...rest].join('\n'), items: alerts.map((alert) => itemOf(alert, told.language)) }
}

function line(alert: AlertRow, told: Told): string {
  const { message } = words[told.language]
  const site = alert.siteName !== null && alert.stationName !== null ? ` (${alert.siteName})` : ''
  const times = alert.endedAt === null ? filled(message.since, { at: when(alert.since, told) }) : filled(message.sinceUntil, { from: when(alert.since, told), to: when(alert.endedAt, told) })
  return `${subject(alert, told.language)}${site}: ${sentence(alert, told.language)} ${times}`
}

function digestLines(alerts: readonly AlertRow[], told: Told): string[] {
  const { message } = words[told.language]
  const section = (title: string, of: readonly AlertRow[]) =>
    of.length === 0 ? [] : [filled(title, { count: of.length }), ...of.slice(0, MOST_LISTED).map((alert) => `- ${line(alert, told)}`), '']
  return [
    ...section(message.standing, alerts.filter(({ state }) => state !== 'ended')),
    ...section(message.over, alerts.filter(({ state }) => state === 'ended')),
  ]
}

function itemOf(alert: AlertRow, language: Language): MessageItem {
  const iso = (at: number) => new Date(at).toISOString()
  return {
    alert: alert.alert,
    kind: alert.kind,
    state: alert.state,
    severity: alertKindTraits[alert.kind].severity,
    station: alert.station,
    stationName: alert.stationName,
    site: alert.siteName,
    evse: alert.place?.evse ?? null,
    connector: alert.place?.connector ?? null,
    session: alert.session,
    since: iso(alert.since),
    openedAt: iso(alert.openedAt),
    endedAt: alert.endedAt === null ? null : iso(alert.endedAt),
    text: sentence(alert, language),
    figures: alert.figures,
  }
}

/** What a notification says of alerts that opened together, in both languages: who reads it is not known here. */
export function noticeOf(alerts: readonly AlertRow[]): AlertNotice {
  const [only] = alerts
  const isOne = alerts.length === 1 && only !== undefined
  const inBoth = (write: (language: Language) => string) => ({ en: write('en'), de: write('de') })
  return {
    kinds: [...new Set(alerts.map(({ kind }) => kind))],
    title: inBoth((language) => (isOne ? words[language].kind[only.kind] : filled(words[language].message.titleMany, { count: alerts.length }))),
    text: inBoth((language) => alerts.slice(0, isOne ? 1 : 3).map((alert) => (isOne ? `${subject(alert, language)}: ${sentence(alert, language)}` : `${subject(alert, language)}: ${words[language].kind[alert.kind]}`)).join('\n')),
    route: isOne && only.station !== null ? `/charger/${encodeURIComponent(only.station)}` : '/alerts',
  }
}

export function testMessage(channel: string, told: Omit<Told, 'event' | 'timeZone'>): OutgoingMessage {
  const { message } = words[told.language]
  return { key: told.key, event: 'test', at: told.at, title: message.testTitle, text: filled(message.testText, { channel }), items: [] }
}

export const testNotice = (channel: string): AlertNotice => {
  const inBoth = (write: (language: Language) => string) => ({ en: write('en'), de: write('de') })
  return { kinds: [], title: inBoth((language) => words[language].message.testTitle), text: inBoth((language) => filled(words[language].message.testText, { channel })), route: '/alerts' }
}
