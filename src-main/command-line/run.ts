import { parseArgs } from 'node:util'
import { Failure } from './failure'
import { findConsole } from './find-console'
import { help, type CommandName } from './help'
import { importFile } from './import-file'
import { listSessions, listStations, showTrace } from './reading'
import { restClient } from './rest-client'
import { send } from './send'

const flags = {
  url: { type: 'string' },
  token: { type: 'string' },
  'data-dir': { type: 'string' },
  demo: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
  help: { type: 'boolean', short: 'h', default: false },
} as const
const text = { type: 'string' } as const
const yes = { type: 'boolean', default: false } as const

const own = {
  stations: {},
  sessions: { live: yes, history: yes, station: text, text, limit: text },
  send: { force: yes, timeout: text },
  trace: { follow: yes, station: text, action: text, text, limit: text },
  import: { station: text, 'dry-run': yes },
} as const satisfies Record<CommandName, object>

/** Runs one command. @throws Failure */
export async function run(args: readonly string[], { env, print }: { env: NodeJS.ProcessEnv; print: (text: string) => void }): Promise<void> {
  const [first = '', ...rest] = args
  if (first === '' || first === '--help' || first === '-h' || first === 'help') return print(help[''])
  if (!Object.hasOwn(own, first)) throw new Failure(2, `There is no command ${first}. --help lists what there is.`)
  const command = first as CommandName
  const { values, positionals } = parsed(command, rest)
  if (values.help) return print(help[command])
  const said = (name: string) => values[name] as string | undefined
  const most = { stations: 0, sessions: 0, send: 3, trace: 0, import: 1 }[command]
  if (positionals.length > most) throw new Failure(2, `"${positionals[most]}" is one word too many. See ${command} --help.`)
  const message = command === 'send' ? messageOf(positionals, said('timeout'), values.force === true) : null
  const file = positionals[0]
  if (command === 'import' && file === undefined) throw new Failure(2, 'Which file? See import --help.')
  const limit = numberOf('--limit', said('limit'), 500) ?? (command === 'trace' ? 50 : 20)
  const client = restClient(findConsole({ url: said('url'), token: said('token'), dataDir: said('data-dir'), demo: values.demo === true }, env))
  const output = { isJson: values.json === true, print }
  const filter = { station: said('station') ?? null, text: said('text') ?? null, limit }
  switch (command) {
    case 'stations':
      return listStations(client, output)
    case 'sessions':
      return listSessions(client, { ...filter, isLive: values.live === true }, output)
    case 'trace':
      return showTrace(client, { ...filter, action: said('action') ?? null, isFollowing: values.follow === true }, output)
    case 'import':
      return importFile(client, { file: file ?? '', station: filter.station, isDry: values['dry-run'] === true }, output)
    case 'send':
      return message === null ? undefined : send(client, message, output)
  }
}

function parsed(command: CommandName, args: string[]): { values: Record<string, string | boolean | undefined>; positionals: string[] } {
  try {
    const options: Record<string, { type: 'string' } | { type: 'boolean'; short?: string; default: boolean }> = { ...flags, ...own[command] }
    const { values, positionals } = parseArgs({ args, options, allowPositionals: true })
    // No option may be given several times, so none is a list.
    return { values: values as Record<string, string | boolean | undefined>, positionals }
  } catch (error) {
    // parseArgs says which argument it does not understand.
    throw new Failure(2, `${error instanceof Error ? error.message.split('. To specify')[0] : String(error)}. See ${command} --help.`)
  }
}

function messageOf([station, action, payload = '{}']: string[], timeout: string | undefined, isForced: boolean) {
  if (station === undefined || action === undefined) throw new Failure(2, 'A charger and an action are needed. See send --help.')
  return { station, action, payload: objectIn(payload), isForced, timeoutS: numberOf('--timeout', timeout, 600) }
}

function objectIn(payload: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(payload)
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Record<string, unknown>
  } catch {
    // Said below, as of anything else that is no object.
  }
  throw new Failure(2, `The payload must be a JSON object, not ${payload.slice(0, 60)}. Put it in single quotes.`)
}

function numberOf(flag: string, value: string | undefined, most: number): number | null {
  if (value === undefined) return null
  const number = Number(value)
  if (/^\d{1,4}$/.test(value) && number >= 1 && number <= most) return number
  throw new Failure(2, `${flag} must be a whole number from 1 to ${most}, not "${value}".`)
}
