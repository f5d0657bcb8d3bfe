import { chunkBytes } from '#contract/transfers'
import { FaultError } from '../fault-error'
import type { FileDoors } from '../transfer-ports'
import type { TransferJobs } from './jobs'

/** What arrived, for windows to look into: only what a transfer really lists, for its name comes from a window. */
export function receivedFiles({ received }: FileDoors, jobs: TransferJobs) {
  const demand = (transfer: number, file: string): void => {
    if (!jobs.get(transfer)?.files.some(({ name }) => name === file)) throw new FaultError('TRANSFER_NOT_FOUND', { transfer })
  }
  return {
    list(transfer: number, file: string) {
      demand(transfer, file)
      return received.list(transfer, file)
    },
    text(transfer: number, file: string, entry: string) {
      demand(transfer, file)
      return received.text(transfer, file, entry)
    },
    search(transfer: number, file: string, words: string) {
      demand(transfer, file)
      return received.search(transfer, file, words)
    },
    async chunk(transfer: number, file: string, offset: number): Promise<string> {
      demand(transfer, file)
      const bytes = await received.chunk(transfer, file, offset, chunkBytes)
      if (bytes === null) throw new FaultError('TRANSFER_NOT_FOUND', { transfer })
      return bytes.toString('base64')
    },
  }
}
