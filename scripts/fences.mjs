/**
 * Which folder may import what: the layers of Plugboard as data, and the lint rule that holds them. Everything may
 * import its own folder. `types` may be imported as types only; `packages` ending in `*` are prefixes.
 *
 * An import is judged by where its path points, so that a fence also bites for a file that does not exist yet.
 */
import { dirname, join, relative, sep } from 'node:path'
import { root } from './project.mjs'

const vocabulary = 'src-preload/contract/vocabulary'
const deskWords = 'src-preload/contract/desk'
const compatibilityWords = 'src-preload/contract/compatibility'
const compatibilityTable = 'src-preload/contract/compatibility-fields'
const ownAccordWords = 'src-preload/contract/own-accord'
/** The words of money: what a tariff is, what changes its prices, and what a session costs. */
const tariffWords = ['tariff', 'price-rules'].map((name) => `src-preload/contract/${name}`)
/** The words of figures, and of what happened at sockets over time. */
const kpiWords = ['kpi', 'kpi-history'].map((name) => `src-preload/contract/${name}`)
/** What is counted of a fleet, and which word a connector gets. */
const fleetWords = ['fleet', 'connector-state'].map((name) => `src-preload/contract/${name}`)
const chargingWords = 'src-preload/contract/charging'
const securityWords = 'src-preload/contract/security'
/** What windows are shown, by theme. */
const readModels = ['read-models', 'stations', 'sessions', 'trace', 'commands', 'people', 'reports'].map((name) => `src-preload/contract/${name}`)
const contract = 'src-preload/contract'
const startOptions = 'src-main/start-options'
const bridgeFaults = 'src-main/bridge-faults'

/** Presentation knows no store and no link, so that it can be shown anywhere and tested without a core. */
const vuePackages = ['vue', 'vue-i18n', 'vue-router', '@vueuse/core', '@nuxt/ui', '@nuxt/ui/*', '@iconify/*', '@iconify-json/*', '@tanstack/*']

export const fences = {
  // CSV is read by a library: what spreadsheets write is no rule of ours. It runs in windows, too.
  'src-preload/contract': { imports: [], packages: ['zod', '@orpc/contract', 'csv-parse/browser/esm/sync'] },
  'src-preload/preload': { imports: [], packages: ['electron'] },

  'src-main/domain/people-file': {
    imports: ['src-main/domain', vocabulary, 'src-preload/contract/people-file', 'src-preload/contract/csv'],
    types: ['src-preload/contract/organisation'],
    packages: [],
  },
  // Signatures of meters: curves that neither Electron's crypto nor the web's has, so they come from a library.
  'src-main/domain/signed': {
    imports: ['src-main/domain', 'src-preload/contract/signed'],
    packages: ['@noble/curves/*', '@noble/hashes/*'],
  },
  'src-main/domain': {
    imports: [vocabulary, deskWords, compatibilityWords, compatibilityTable, ownAccordWords, securityWords, ...tariffWords, ...fleetWords, ...kpiWords],
    types: ['transfers', 'organisation', 'price', 'bills', 'handshakes', 'configuration', 'course', 'alerts', 'alert-kinds'].map((name) => `src-preload/contract/${name}`).concat(readModels, chargingWords),
    packages: [],
  },
  'src-main/ocpp': {
    imports: ['src-main/domain', vocabulary],
    types: [...tariffWords, chargingWords, ...readModels, 'src-preload/contract/handshakes', securityWords],
    packages: ['ocpp-rpc', 'ocpp-rpc/*', 'ws', 'ajv', 'ajv/*', 'ajv-formats', 'node:*'],
  },
  // The words of findings are in one place, for windows and letters alike.
  // A bill goes to people who read it in a spreadsheet, too: its cells are those of the exports.
  'src-main/app/bills': { imports: ['src-main/app', 'src-main/domain', contract], types: ['src-main/sheet'], packages: [] },
  'src-main/app/letters': {
    imports: ['src-main/app', 'src-main/domain', 'src-renderer/i18n/en', 'src-renderer/i18n/de', contract],
    packages: [],
  },
  // What alerts say is in one place, for windows and messages alike.
  'src-main/app/alert-messages': {
    imports: ['src-main/app', 'src-renderer/i18n/en/alert', 'src-renderer/i18n/de/alert', contract],
    packages: [],
  },
  'src-main/app': {
    imports: ['src-main/domain', 'src-main/ocpp/dialect', 'src-main/ocpp/station-host', contract],
    types: [startOptions, 'src-main/sheet'],
    packages: ['@orpc/server'],
  },
  'src-main/store': {
    // One projection serves live and stored sessions: history must not tell another story than the live list did.
    // And the bounds of the classes of inactivity, by which both are filtered.
    // Figures by day are computed where the rows are read, on another thread.
    // A price over time is computed where its readings are.
    imports: ['src-main/app/ports', 'src-main/domain/session-view', 'src-main/domain/course', 'src-main/domain/tariff/price-course', 'src-main/domain/kpi', 'src-main/domain/tariff/site-time', 'src-main/domain/id-token', 'src-main/sheet', 'src-main/domain/signed', contract, startOptions],
    types: ['src-main/domain', 'src-main/app/bill-ports', 'src-main/app/charging-ports', 'src-main/app/access-ports', 'src-main/app/alerts-ports', 'src-main/app/history-ports', 'src-main/app/kpi-ports', 'src-main/app/presence-ports', 'src-main/app/organisation-ports', 'src-main/app/plan-ports', 'src-main/app/pricing-ports', 'src-main/app/report-ports', 'src-main/app/trace-ports', 'src-main/app/security-ports', 'src-main/app/signed-ports'],
    packages: ['better-sqlite3', 'piscina', 'fflate', 'node:*'],
  },
  'src-main/web': {
    // The sentences of faults are told once, in English to scripts.
    imports: [contract, startOptions, bridgeFaults, 'src-renderer/i18n/en/faults', 'package'],
    types: ['src-main/core'],
    packages: [
      '@orpc/server', '@orpc/server/ws', '@orpc/server/node', '@orpc/openapi', '@orpc/openapi/node', '@orpc/json-schema',
      '@orpc/zod/zod4', 'sirv', 'ws', 'node:*',
    ],
  },
  'src-main/shell': {
    imports: [contract, startOptions, bridgeFaults],
    types: ['src-main/core'],
    packages: ['electron', '@orpc/server', '@orpc/server/message-port', '@orpc/contract', 'node:*'],
  },
  'src-main/simulator': { imports: [], packages: ['ocpp-rpc', 'ws', 'zod', 'node:*'] },

  // The ports of app/ that are not the store: clock, log, passwords, network interfaces.
  'src-main/world': { imports: [], types: ['src-main/app/ports', 'src-main/app/access-ports', 'src-main/app/alerts-ports', 'src-main/app/doorstep-ports', 'src-main/app/street-map-ports', ...readModels, 'src-preload/contract/handshakes', securityWords], packages: ['pino', 'node:*'] },
  // Sockets and disk of the file transfers.
  'src-main/files': {
    imports: ['src-main/app/transfer-ports', contract],
    packages: ['@electerm/ftp-srv', '@fastify/busboy', 'fflate', 'modern-tar', 'piscina', 'node:*'],
  },
  // The ways out: mail, webhooks, brokers.
  'src-main/channels': { imports: [contract], types: ['src-main/app/alerts-ports'], packages: ['nodemailer', 'mqtt', 'node:*'] },
  // Keys and certificates. The only folder that touches a private key.
  'src-main/certificates': {
    imports: [contract],
    types: ['src-main/app/security-ports'],
    packages: ['@peculiar/x509', 'reflect-metadata', 'node:*'],
  },
  // Spreadsheets, for exports and bills alike.
  'src-main/sheet': { imports: [], packages: ['fflate'] },
  'src-main/letter': {
    imports: ['src-main/sheet', contract],
    types: ['src-main/app/letter-ports', 'src-main/app/bill-ports'],
    packages: ['pdfmake', 'fflate', 'piscina', 'node:*'],
  },
  'src-main/core': {
    imports: ['src-main/domain', 'src-main/ocpp', 'src-main/app', 'src-main/store', 'src-main/world', 'src-main/files', 'src-main/certificates', 'src-main/letter', 'src-main/channels', 'src-main/station-ports', 'resources/vendor-codes', contract, startOptions],
    packages: ['@orpc/server', 'node:*'],
  },
  'src-main/station-ports': { imports: [], types: ['src-main/app/security-ports', 'src-main/ocpp', contract], packages: [] },
  'src-main/demo': { imports: ['src-main/simulator', contract], packages: ['@orpc/contract', 'node:*'] },
  'src-main/electron': {
    imports: ['src-main/core', 'src-main/shell', 'src-main/web/rest/door', 'src-main/cli', 'src-main/demo', 'src-main/station-address', startOptions, contract, 'package'],
    packages: ['@orpc/server', '@orpc/contract', 'node:*'],
  },
  'src-main/headless': {
    imports: ['src-main/core', 'src-main/web', 'src-main/cli', 'src-main/demo', 'src-main/station-address', startOptions, contract, 'package'],
    packages: ['@orpc/server', '@orpc/contract', 'node:*'],
  },
  'src-main/simulate': { imports: ['src-main/simulator'], packages: ['node:*'] },
  // A program of its own: it knows the console by REST alone.
  'src-main/command-line': { imports: ['src-main/cli', 'src-preload/contract/csv'], types: [contract], packages: ['node:*'] },
  'src-main/cli': { imports: ['src-main/usage', startOptions, vocabulary], packages: ['node:*'] },
  'src-main/usage': { imports: [], packages: [] },
  'src-main/start-options': { imports: [vocabulary], packages: [] },
  'src-main/bridge-faults': { imports: [], packages: ['@orpc/client', '@orpc/server/ws'] },
  'src-main/station-address': { imports: [], packages: ['node:*'] },

  'src-renderer/link': {
    imports: [contract, 'src-renderer/format'],
    packages: ['@orpc/client', '@orpc/client/*', '@orpc/contract', 'vue', '@vueuse/core', 'zod'],
  },
  'src-renderer/stores': { imports: [contract, 'src-renderer/link'], packages: ['vue', 'pinia', '@vueuse/core'] },
  'src-renderer/i18n': { imports: [], packages: ['vue', 'vue-i18n', '@vueuse/core'] },
  'src-renderer/format': { imports: [contract, 'src-renderer/i18n'], packages: ['vue', 'vue-i18n', '@vueuse/core', '@orpc/client'] },
  'src-renderer/charts': {
    imports: [contract, 'src-renderer/format', 'src-renderer/i18n', 'src-renderer/ui'],
    packages: ['echarts', 'echarts/*', 'vue-echarts', ...vuePackages],
  },
  // The map draws the same slices as the charts.
  'src-renderer/map': {
    imports: [contract, 'src-renderer/charts', 'src-renderer/format', 'src-renderer/i18n', 'src-renderer/ui', 'resources/towns'],
    types: [],
    packages: ['maplibre-gl', 'maplibre-gl/*', 'supercluster', 'topojson-client', 'topojson-specification', 'world-atlas/*', 'pmtiles', 'geojson', ...vuePackages],
  },
  'src-renderer/ui': { imports: [contract, 'src-renderer/format', 'src-renderer/i18n'], packages: vuePackages },
  // A session as it is opened: in its window, in a dialog over a list, and beneath a row.
  'src-renderer/session': {
    imports: ['link', 'stores', 'charts', 'map', 'ui', 'format', 'i18n'].map((name) => `src-renderer/${name}`).concat(contract),
    packages: vuePackages,
  },
  // Two windows share through ui/, charts/, session/, format/ or a store, never through each other.
  'src-renderer/windows/*': {
    imports: ['link', 'stores', 'charts', 'map', 'ui', 'session', 'format', 'i18n'].map((name) => `src-renderer/${name}`).concat(contract, 'resources'),
    packages: ['pinia', '@orpc/contract', 'uqr', 'pdfjs-dist', 'pdfjs-dist/*', ...vuePackages],
  },
  'src-renderer/frame': {
    imports: ['link', 'stores', 'ui', 'format', 'i18n'].map((name) => `src-renderer/${name}`).concat(contract),
    packages: ['pinia', ...vuePackages],
  },
  'src-renderer/router': { imports: ['src-renderer/frame', 'src-renderer/windows'], packages: vuePackages },
  'src-renderer/App': { imports: ['src-renderer'], packages: vuePackages },
  'src-renderer/main': { imports: ['src-renderer'], packages: ['pinia', ...vuePackages] },
}

/** `src-renderer/windows/*` becomes the window's own folder, so that its sisters are strangers to it. */
function folderOf(pattern, path) {
  return path.split('/').slice(0, pattern.split('/').length).join('/')
}

function isWithin(path, folder) {
  return path === folder || path.startsWith(`${folder}/`) || path.startsWith(`${folder}.`)
}

function fenceOf(path) {
  for (const [pattern, fence] of Object.entries(fences)) {
    const folder = pattern.endsWith('/*') ? folderOf(pattern, path) : pattern
    const isMatch = pattern.endsWith('/*') ? path.startsWith(pattern.slice(0, -1)) : isWithin(path, pattern)
    if (isMatch) return { folder, ...fence }
  }
  return null
}

/** The place in the repository that a specifier points to; null for a package. */
function placeOf(specifier, file) {
  const bare = specifier.replace(/\?.*$/, '')
  if (bare.startsWith('.')) return join(dirname(file), bare).split(sep).join('/')
  if (bare.startsWith('#contract/')) return bare.replace('#contract', contract)
  if (bare.startsWith('@/')) return bare.replace('@', 'src-renderer')
  return null
}

function isListed(name, packages) {
  return packages.some((entry) => (entry.endsWith('*') ? name.startsWith(entry.slice(0, -1)) : name === entry))
}

function isTypeOnly(node) {
  if (node.type === 'TSImportType' || node.importKind === 'type' || node.exportKind === 'type') return true
  return node.type === 'ImportDeclaration' && node.specifiers.length > 0 && node.specifiers.every((one) => one.importKind === 'type')
}

function objectionTo(node, specifier, { file, fence }) {
  const place = placeOf(specifier, file)
  if (place === null) {
    return isListed(specifier, fence.packages) ? null : `${fence.folder} may not import the package ${specifier}`
  }
  if (isWithin(place, fence.folder) || fence.imports.some((folder) => isWithin(place, folder))) return null
  if (!fence.types?.some((folder) => isWithin(place, folder))) return `${fence.folder} may not import ${place}`
  return isTypeOnly(node) ? null : `${fence.folder} may import ${place} as a type only`
}

export const fenceRule = {
  meta: { type: 'problem', schema: [], messages: { fence: '{{objection}} (the table is in scripts/fences.mjs)' } },
  create(context) {
    const file = relative(root, context.filename).split(sep).join('/')
    const fence = fenceOf(file)
    const tell = (node, objection) => context.report({ node, messageId: 'fence', data: { objection } })
    if (!fence) return { Program: (node) => tell(node, `${file} belongs to no folder that has a fence`) }
    const check = (node, source) => {
      if (typeof source?.value !== 'string') return
      const objection = objectionTo(node, source.value, { file, fence })
      if (objection) tell(node, objection)
    }
    return {
      ImportDeclaration: (node) => check(node, node.source),
      ExportNamedDeclaration: (node) => check(node, node.source),
      ExportAllDeclaration: (node) => check(node, node.source),
      ImportExpression: (node) => check(node, node.source),
      TSImportType: (node) => check(node, node.source),
      CallExpression: (node) => {
        if (node.callee.type === 'Identifier' && node.callee.name === 'require') check(node, node.arguments[0])
      },
    }
  },
}
