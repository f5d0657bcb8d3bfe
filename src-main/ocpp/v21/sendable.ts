import type { SendableTable } from '../sendable'
import { sendable as sendableOf201 } from '../v201/sendable'

/** What 2.1 adds to 2.0.1. Two of them are called Notify… and go to the station all the same. */
const added: SendableTable = {
  AdjustPeriodicEventStream: {},
  AFRRSignal: {},
  ChangeTransactionTariff: { isRisky: true },
  ClearDERControl: { isRisky: true },
  ClearTariffs: { isRisky: true },
  GetDERControl: { presets: [{ name: 'everything', payload: { requestId: 1 } }] },
  GetPeriodicEventStream: {},
  GetTariffs: { presets: [{ name: 'whole', payload: { evseId: 0 } }] },
  NotifyAllowedEnergyTransfer: {},
  NotifyWebPaymentStarted: {},
  RequestBatterySwap: {},
  SetDefaultTariff: { isRisky: true },
  SetDERControl: { isRisky: true },
  UpdateDynamicSchedule: { isRisky: true },
  UsePriorityCharging: {},
}

export const sendable: SendableTable = { ...sendableOf201, ...added }
