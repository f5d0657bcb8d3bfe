import type { ContractRouterClient } from '@orpc/contract'
import type { Contract } from '#contract/api'
import type { Overview } from '#contract/read-models'
import type { ReportFault } from '../bridge-faults'
import { AlertFinder, type Alert } from './alerts'

interface Followers {
  client: ContractRouterClient<Contract>
  signal: AbortSignal
  onOverview: (overview: Overview) => void
  onAlert: (alert: Alert) => void
  report: ReportFault
}

/** Keeps tray and notifications up to date, over the same feeds that the windows use. */
export function followCore({ client, signal, onOverview, onAlert, report }: Followers): void {
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
  void follow('stations', async () => {
    for await (const event of await client.stations.watch(undefined, { signal })) finder.next(event).forEach(onAlert)
  })
}
