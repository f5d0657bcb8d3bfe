const common = `
Where the console is
  --url <address>        of the REST interface (PLUGBOARD_URL), e.g. http://127.0.0.1:9280/api
  --token <token>        made in the settings (PLUGBOARD_TOKEN)
  --data-dir <directory> of a console on this machine; then neither address nor token is needed (the default)
  --demo                 the demo on this machine
  --json                 JSON instead of a table; of what is followed, one line each

Exit codes: 0 done, 1 a fault or no console, 2 wrong usage, 3 nothing was sent.
`

export const help = {
  '': `Commands for a running Plugboard

  npm run cli -- stations                               chargers and how they are
  npm run cli -- sessions [--live]                      sessions: the last that ended, or those that run
  npm run cli -- send <station> <Action> '<json>'       any message of the charger's OCPP version
  npm run cli -- trace [--follow]                       messages as they went over the wire
  npm run cli -- import <file>                          chargers, people with tokens, or settings of a charger

With npm's own lines left out: npm run -s cli -- stations --json
Each command has a --help.
${common}`,
  stations: `Usage: npm run cli -- stations [--json]

Every charger, with its connection, its OCPP version, its connectors and power.
${common}`,
  sessions: `Usage: npm run cli -- sessions [--live] [--station <identity>] [--text <text>] [--limit <n>] [--json]

  --live               sessions that run, instead of those that ended last
  --station <identity> of one charger
  --text <text>        part of the identity or name of the charger, or of the token
  --limit <n>          at most so many, 1 to 500 (20)
${common}`,
  send: `Usage: npm run cli -- send <station> <Action> ['<json>'] [--force] [--timeout <seconds>] [--json]

Sends a message and prints the answer. A refusal, a CALLERROR and a time-out are answers: exit code 0. Where nothing was
sent (charger unknown or not connected, payload against the schema) the exit code is 3.

  --force              send it although its schema says it is wrong, or no version knows it
  --timeout <seconds>  how long the answer is waited for, 1 to 600 (30)

  npm run cli -- send CP-1 GetConfiguration '{"key":["HeartbeatInterval"]}'
${common}`,
  trace: `Usage: npm run cli -- trace [--follow] [--station <identity>] [--action <Action>] [--text <text>] [--limit <n>] [--json]

  --follow             go on with every message as it comes
  --station, --action, --text   only messages that fit
  --limit <n>          without --follow, so many of the latest, 1 to 500 (50)
${common}`,
  import: `Usage: npm run cli -- import <file> [--station <identity>] [--dry-run] [--json]

Reads a CSV file with a heading, or JSON (a list of objects with the same names):
  chargers              station, name, site
  people with tokens    person, company, cost_centre, person_note, vehicle, plate, battery_kwh,
                        token, status, valid_from, valid_until, group, note; person or token is needed
  settings              name, value; as exported by the configuration window. Needs --station

What is wrong with a row is said with its number. The other chargers or settings are imported; of people and tokens nothing
is, until every row is right. With --dry-run nothing is imported.
${common}`,
} as const

export type CommandName = Exclude<keyof typeof help, ''>
