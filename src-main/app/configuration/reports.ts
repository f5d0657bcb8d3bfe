import { emptyReport, gapsOf, isWhole, type ReportAssembly, settingsOf, withPart } from '../../domain/configuration/report-assembly'
import type { StationMessage } from '../../domain/station-message'
import type { Clock } from '../ports'
import type { Reading } from './reading'

type ReportPart = Extract<StationMessage, { kind: 'report' }>

/** A report is over when its parts are complete, or when none came for this long. */
const QUIET_MS = 20_000

interface OpenReport {
  assembly: ReportAssembly
  progress(received: number): void
  /** Somebody waits for its end; null: it is over, and parts that come now are late. */
  finish: (() => void) | null
  renew(): void
  abandon(): void
}

/** Puts the parts of reports together, one report per station at a time. */
export interface Reports {
  /** Expects the report before it is asked for: its first part may come with the answer. */
  expect(station: string, requestId: number, progress: (received: number) => void): ExpectedReport
  part(station: string, part: ReportPart): void
}

export interface ExpectedReport {
  /** Resolves when it is whole, or no part came for a while. Rejects when the signal aborts. */
  whole(signal: AbortSignal): Promise<Reading>
  abandon(): void
}

export function createReports(parts: { clock: Clock; late: (station: string, reading: Reading) => void }): Reports {
  const open = new Map<string, OpenReport>()
  const readingOf = (assembly: ReportAssembly): Reading => ({ settings: settingsOf(assembly), gaps: gapsOf(assembly) })

  return {
    expect(station, requestId, progress) {
      let cancel: () => void = () => undefined
      const report: OpenReport = {
        assembly: emptyReport(requestId),
        progress,
        finish: () => undefined,
        renew() {
          cancel()
          cancel = parts.clock.after(QUIET_MS, () => report.finish?.())
        },
        abandon() {
          cancel()
          report.finish = null
          if (open.get(station) === report) open.delete(station)
        },
      }
      open.set(station, report)
      return {
        abandon: report.abandon,
        whole: (signal) =>
          new Promise((resolve, reject) => {
            const stop = () => {
              report.abandon()
              reject(signal.reason)
            }
            signal.addEventListener('abort', stop, { once: true })
            report.finish = () => {
              cancel()
              report.finish = null
              signal.removeEventListener('abort', stop)
              // Nothing can come late any more.
              if (isWhole(report.assembly)) report.abandon()
              resolve(readingOf(report.assembly))
            }
            if (signal.aborted) stop()
            else if (isWhole(report.assembly)) report.finish()
            else report.renew()
          }),
      }
    },
    part(station, part) {
      const report = open.get(station)
      if (!report || report.assembly.requestId !== part.requestId) return
      report.assembly = withPart(report.assembly, part)
      if (report.finish === null) {
        parts.late(station, readingOf(report.assembly))
        return
      }
      report.progress([...report.assembly.parts.values()].reduce((sum, settings) => sum + settings.length, 0))
      report.renew()
      if (isWhole(report.assembly)) report.finish()
    },
  }
}
