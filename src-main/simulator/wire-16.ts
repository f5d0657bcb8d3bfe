import { incoming16, notSupported16 } from './incoming-16'
import { contextWords, sampledValues } from './sampled-values'
import { containerOf, type SignedRecord } from './signing-meter'
import type { BootReason, Connector, Moment, SampleContext, StopReason, Transaction } from './station-state'
import type { StationPlan } from './station-plan'
import type { Message, Payload, TransferStatus, Wire } from './wire'

/** 1.6 knows fewer reasons; what a driver or the car decides at the station is Local there. */
const stopReasons: Record<StopReason, string> = {
  local: 'Local',
  remote: 'Remote',
  'ev-disconnected': 'EVDisconnected',
  'stopped-by-ev': 'Local',
  deauthorized: 'DeAuthorized',
  'emergency-stop': 'EmergencyStop',
  'power-loss': 'PowerLoss',
  reboot: 'Reboot',
  'hard-reset': 'HardReset',
  'soft-reset': 'SoftReset',
  'unlock-command': 'UnlockCommand',
  'energy-limit': 'Local',
  'soc-limit': 'Local',
  'time-limit': 'Local',
  'ground-fault': 'Other',
  other: 'Other',
}

function statusWord(connector: Connector): string {
  if (connector.fault) return 'Faulted'
  if (!connector.operative) return 'Unavailable'
  switch (connector.transaction?.chargingState) {
    case 'charging':
      return 'Charging'
    case 'suspended-ev':
      return 'SuspendedEV'
    case 'suspended-evse':
      return 'SuspendedEVSE'
    case 'ev-connected':
    case 'idle':
      return 'Preparing'
    case undefined:
      if (!connector.plugged) return connector.reservation ? 'Reserved' : 'Available'
      return connector.finishing ? 'Finishing' : 'Preparing'
  }
}

function status(connectorId: number, word: string, moment: Moment, fault: Connector['fault'] = null): Message {
  return {
    action: 'StatusNotification',
    lasting: true,
    payload: () => ({
      connectorId,
      errorCode: fault?.code ?? 'NoError',
      status: word,
      timestamp: moment.time,
      ...(fault?.info ? { info: fault.info } : {}),
      ...(fault?.vendorCode ? { vendorErrorCode: fault.vendorCode } : {}),
    }),
  }
}

const boot = (plan: StationPlan, _reason: BootReason): Message => ({
  action: 'BootNotification',
  lasting: false,
  payload: () => ({
    chargePointVendor: plan.vendor,
    chargePointModel: plan.model,
    chargePointSerialNumber: plan.serial,
    firmwareVersion: plan.firmware,
  }),
})

const tokenInfo = (answer: Payload): { status?: unknown } =>
  typeof answer['idTagInfo'] === 'object' && answer['idTagInfo'] !== null ? answer['idTagInfo'] : {}

export const wire16: Wire = {
  subprotocol: 'ocpp1.6',
  boot,
  heartbeat: () => ({ action: 'Heartbeat', lasting: false, payload: () => ({}) }),
  authorize: (token) => ({ action: 'Authorize', lasting: false, payload: () => ({ idTag: token }) }),
  tokenStatus: (answer) => {
    const { status } = tokenInfo(answer)
    return typeof status === 'string' ? status : null
  },
  statusWord,
  connectorStatus: (connector, moment) => [
    status(connector.place.evse, statusWord(connector), moment, connector.fault),
  ],
  stationStatus: (operative, moment) => [status(0, operative ? 'Available' : 'Unavailable', moment)],
  // The status carries the fault.
  faultChanged: () => [],
  newTransactionId: () => null,

  started: ({ connector, transaction, moment }) => {
    const meterStart = connector.meterWh
    return [
      {
        action: 'StartTransaction',
        lasting: true,
        payload: () => ({
          connectorId: connector.place.evse,
          idTag: transaction.token,
          meterStart,
          ...(transaction.reservationId === null ? {} : { reservationId: transaction.reservationId }),
          timestamp: moment.time,
        }),
        onAnswer: (answer) => {
          transaction.wireId ??= String(answer['transactionId'])
        },
      },
    ]
  },
  // The status says it.
  chargingStateChanged: () => [],

  metered: (connector, reading, context, moment) => {
    const { transaction } = connector
    return [
      {
        action: 'MeterValues',
        lasting: transaction !== null,
        expendable: true,
        payload: () => ({
          connectorId: connector.place.evse,
          ...(transaction?.wireId ? { transactionId: Number(transaction.wireId) } : {}),
          meterValue: [
            {
              timestamp: moment.time,
              sampledValue: sampledValues(reading).map(({ value, ...rest }) => ({
                value: String(value),
                context: contextWords[context],
                ...rest,
              })),
            },
          ],
        }),
      },
    ]
  },

  ended: ({ connector, transaction, moment }, reason) => {
    const meterStop = connector.meterWh
    const signed = signedData(connector, transaction, moment)
    return [
      {
        action: 'StopTransaction',
        lasting: true,
        payload: () => ({
          // Quirk T01: a Start that was never answered leaves nothing better to name.
          transactionId: Number(transaction.wireId ?? -1),
          idTag: transaction.token,
          meterStop,
          timestamp: moment.time,
          reason: stopReasons[reason],
          ...(signed.length > 0 ? { transactionData: signed } : {}),
        }),
      },
    ]
  },

  firmwareStatus: (told) => transferStatus(told, ['FirmwareStatusNotification', 'SignedFirmwareStatusNotification']),
  logStatus: (told) => transferStatus(told, ['DiagnosticsStatusNotification', 'LogStatusNotification']),
  // 1.6 says it by the status alone.
  reservationOver: () => [],
  incoming: incoming16,
  notSupported: notSupported16,
}

/** Signed Meter Values 1.0: a start has no room for them, so the stop tells both. */
function signedData(connector: Connector, { signedBegin, token }: Transaction, { time }: Moment): Payload[] {
  if (connector.signing === null || signedBegin === null) return []
  const value = (at: string, context: SampleContext, record: SignedRecord) => ({
    timestamp: at,
    sampledValue: [{ value: JSON.stringify(containerOf(record)), format: 'SignedData', context: contextWords[context] }],
  })
  const end = connector.signing.record('end', { wh: connector.meterWh, time, token })
  return [value(signedBegin.time, 'begin', signedBegin.record), value(time, 'end', end)]
}

/** The messages of the core know no request id; those of the security extension are meant by theirs. */
function transferStatus(told: TransferStatus | undefined, [plain, secure]: [plain: string, secure: string]): Message {
  const { status = 'Idle', requestId = null, isSecure = false } = told ?? {}
  // UploadFailed is called UploadFailure in the security extension.
  const word = isSecure && status === 'UploadFailed' ? 'UploadFailure' : status
  return {
    action: isSecure ? secure : plain,
    lasting: false,
    payload: () => (isSecure && requestId !== null ? { status: word, requestId } : { status: word }),
  }
}
