import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import type { AlertNotice } from '#contract/alerts'
import type { Overview } from '#contract/read-models'
import type { ReportFault } from '../bridge-faults'
import { AlertFinder, type Alert } from './alerts'

interface Followers {
  client: ContractRouterClient<Contract>
  signal: AbortSignal
  onOverview: (overview: Overview) => void
  onAlert: (alert: Alert) => void
  onNotice: (notice: AlertNotice) => void
  report: ReportFault
}

/** Faults and boot loops are told at once, from the feed of stations. */
const isToldAlready = ({ kinds }: AlertNotice) => kinds.length > 0 && kinds.every((kind) => kind === 'fault' || kind === 'boot-loop')

/** Keeps tray and notifications up to date, over the same feeds that the windows use. */
export function followCore({ client, signal, onOverview, onAlert, onNotice, report }: Followers): void {
  const finder = new AlertFinder()
  const follow = async (name: string, run: () => Promise<void>) => {
    try {
      await run()
    } catch (error) {
      if (!signal.aborted) report(`the tray lost the ${name} feed`, error)
    }
  }
  void follow('overview', async () => {
    for await (const overview of await client.overview.watch(undefined, { signal })) onOverview(overview)
  })
  void follow('alerts', async () => {
    for await (const notices of await client.alerts.watchNotices(undefined, { signal })) {
      for (const notice of notices) if (!isToldAlready(notice)) onNotice(notice)
    }
  })
  void follow('stations', async () => {
    for await (const event of await client.stations.watch(undefined, { signal })) finder.next(event).forEach(onAlert)
  })
}
