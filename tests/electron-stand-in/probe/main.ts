import { implement, ORPCError } from '@orpc/server'
import { appendFileSync } from 'node:fs'
import { setTimeout as wait } from 'node:timers/promises'
import { contract } from '#contract/api'
import type { Overview } from '#contract/read-models'
import { runDesktop } from '../../../src-main/shell/desktop.ts'

/**
 * The shell around a core of a few lines whose every answer is known, for what a real core does only by accident: a
 * bug in the middle of a feed, a core that does not close. Started as `probe/main.ts <root> <log file> [stuck]`.
 */
const [root = '', logFile = '', mood] = process.argv.slice(2)
const note = (line: string) => appendFileSync(logFile, `${line}\n`)
const os = implement(contract)

function overview(powerW: number): Overview {
  return {
    at: powerW,
    stations: { registered: 1, online: 1, offline: 0, unknown: 0, linked: 1 },
    connectors: { available: 0, charging: powerW, suspended: 0, occupied: 0, reserved: 0, unavailable: 0, faulted: 2, unknown: 0 },
    powerW,
    runningSessions: 0,
    newStations: 3,
    deskItems: 0,
  securityItems: 0,
    notices: [],
  }
}

const router = {
  overview: {
    watch: os.overview.watch.handler(async function* ({ signal }) {
      note('overview opened')
      try {
        for (let count = 1; signal?.aborted !== true; count++) {
          yield overview(count)
          await wait(10, undefined, signal ? { signal } : {})
        }
      } finally {
        note('overview ended')
      }
    }),
  },
  stations: {
    watch: os.stations.watch.handler(async function* () {
      yield { kind: 'snapshot', rows: [] }
      throw new Error('secret: the disk of /srv is on fire')
    }),
    refuse: os.stations.refuse.handler(({ input, errors }) => {
      throw errors.STATION_NOT_FOUND({ data: { station: input.station } })
    }),
  },
  sites: {
    list: os.sites.list.handler(() => {
      throw new Error('secret: no such table')
    }),
  },
  trace: {
    frame: os.trace.frame.handler(async ({ input, signal }) => {
      if (input.id === 1) return 'ü'.repeat(200_000)
      note('frame asked')
      await wait(60_000, undefined, signal ? { signal } : {}).catch(() => note('frame aborted'))
      throw new ORPCError('CLIENT_CLOSED_REQUEST')
    }),
  },
}

runDesktop({
  root,
  dataDirectory: root,
  prepareProfile: () => root,
  startCore: () =>
    Promise.resolve({
      // The rest of the contract is not asked here.
      router: router as never,
      close: () => (mood === 'stuck' ? new Promise(() => undefined) : Promise.resolve(note('core closed'))),
    }),
  sentenceFor: () => null,
  report: (what, error) => note(`report: ${what}: ${String(error)}`),
})
