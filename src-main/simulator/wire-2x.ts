import { incoming2x, notSupported201, notSupported21 } from './incoming-2x'
import { uuidFrom } from './random'
import { containerOf, type SignedRecord } from './signing-meter'
import { contextWords, sampledValues } from './sampled-values'
import type { BootReason, ChargingState, Connector, MeterReading, Moment, SampleContext, StopReason } from './station-state'
import type { Message, Payload, TransferStatus, TransactionStep, Wire } from './wire'

const chargingStates: Record<ChargingState, string> = {
  'ev-connected': 'EVConnected',
  charging: 'Charging',
  'suspended-ev': 'SuspendedEV',
  'suspended-evse': 'SuspendedEVSE',
  idle: 'Idle',
}

/** The stopped reason, and what triggered the event that tells it. */
const stopReasons: Record<StopReason, [reason: string, trigger: string]> = {
  local: ['Local', 'StopAuthorized'],
  remote: ['Remote', 'RemoteStop'],
  'ev-disconnected': ['EVDisconnected', 'EVCommunicationLost'],
  'stopped-by-ev': ['StoppedByEV', 'ChargingStateChanged'],
  deauthorized: ['DeAuthorized', 'Deauthorized'],
  'emergency-stop': ['EmergencyStop', 'AbnormalCondition'],
  'power-loss': ['PowerLoss', 'AbnormalCondition'],
  reboot: ['Reboot', 'ResetCommand'],
  'hard-reset': ['ImmediateReset', 'ResetCommand'],
  'soft-reset': ['Reboot', 'ResetCommand'],
  'unlock-command': ['Other', 'UnlockCommand'],
  'energy-limit': ['EnergyLimitReached', 'EnergyLimitReached'],
  'soc-limit': ['SOCLimitReached', 'ChargingStateChanged'],
  'time-limit': ['TimeLimitReached', 'TimeLimitReached'],
  'ground-fault': ['GroundFault', 'AbnormalCondition'],
  other: ['Other', 'AbnormalCondition'],
}

const bootReasons: Record<BootReason, string> = {
  'power-up': 'PowerUp',
  'remote-reset': 'RemoteReset',
  'local-reset': 'LocalReset',
  triggered: 'Triggered',
}

const triggers: Partial<Record<SampleContext, string>> = { clock: 'MeterValueClock', trigger: 'Trigger' }

const evseOf = ({ place }: Connector): Payload => ({ id: place.evse, connectorId: place.connector })

function statusWord(connector: Connector): string {
  if (connector.fault) return 'Faulted'
  if (!connector.operative) return 'Unavailable'
  if (connector.plugged) return 'Occupied'
  return connector.reservation ? 'Reserved' : 'Available'
}

function meterValue(reading: MeterReading, context: SampleContext, time: string, signed: SignedRecord | null = null): Payload[] {
  const values = sampledValues(reading)
  if (values.length === 0) return []
  return [
    {
      timestamp: time,
      sampledValue: values.map(({ unit, ...rest }) => ({
        ...rest,
        context: contextWords[context],
        unitOfMeasure: { unit },
        ...(signed ? { signedMeterValue: containerOf(signed) } : {}),
      })),
    },
  ]
}

function connectorStatus(connector: Connector, moment: Moment): Message {
  const payload = {
    timestamp: moment.time,
    connectorStatus: statusWord(connector),
    evseId: connector.place.evse,
    connectorId: connector.place.connector,
  }
  return { action: 'StatusNotification', lasting: true, payload: () => payload }
}

type EventType = 'Started' | 'Updated' | 'Ended'

/** Numbers the event: call it once for each, in order. */
function transactionEvent(step: TransactionStep, type: EventType, triggerReason: string, rest: Payload): Message {
  const { connector, transaction, moment } = step
  const { transactionInfo, ...others } = rest
  const payload: Payload = {
    eventType: type,
    timestamp: moment.time,
    triggerReason,
    seqNo: transaction.seqNo++,
    ...(moment.offline ? { offline: true } : {}),
    transactionInfo: {
      transactionId: transaction.wireId,
      chargingState: chargingStates[transaction.chargingState],
      ...(transactionInfo as Payload | undefined),
    },
    evse: evseOf(connector),
    ...others,
  }
  return { action: 'TransactionEvent', lasting: true, payload: () => payload }
}

const register = (connector: Connector): MeterReading => ({ energyWh: connector.meterWh })
const signedEnd = ({ connector, transaction: { token }, moment: { time } }: TransactionStep) =>
  connector.signing?.record('end', { wh: connector.meterWh, time, token }) ?? null
const idToken = (token: string): Payload => ({ idToken: token, type: 'ISO14443' })

function faultEvent(connector: Connector, cleared: Connector['fault'], moment: Moment, eventId: number): Message {
  const fault = cleared ?? connector.fault
  return {
    action: 'NotifyEvent',
    lasting: true,
    payload: () => ({
      generatedAt: moment.time,
      seqNo: 0,
      eventData: [
        {
          eventId,
          timestamp: moment.time,
          trigger: 'Alerting',
          actualValue: cleared ? 'false' : 'true',
          cleared: cleared !== null,
          eventNotificationType: 'HardWiredNotification',
          component: { name: 'Connector', evse: evseOf(connector) },
          variable: { name: 'Problem' },
          ...(fault ? { techCode: fault.code, techInfo: fault.info ?? fault.vendorCode ?? fault.code } : {}),
        },
      ],
    }),
  }
}

function wire2x(subprotocol: 'ocpp2.0.1' | 'ocpp2.1', notSupported: ReadonlySet<string>): () => Wire {
  return () => {
    let eventId = 0
    return {
      subprotocol,
      boot: (plan, reason) => ({
        action: 'BootNotification',
        lasting: false,
        payload: () => ({
          reason: bootReasons[reason],
          chargingStation: {
            vendorName: plan.vendor,
            model: plan.model,
            serialNumber: plan.serial,
            firmwareVersion: plan.firmware,
          },
        }),
      }),
      heartbeat: () => ({ action: 'Heartbeat', lasting: false, payload: () => ({}) }),
      authorize: (token) => ({ action: 'Authorize', lasting: false, payload: () => ({ idToken: idToken(token) }) }),
      tokenStatus: (answer) => {
        const info = answer['idTokenInfo'] as { status?: unknown } | undefined
        return typeof info?.status === 'string' ? info.status : null
      },
      statusWord,
      connectorStatus: (connector, moment) => [connectorStatus(connector, moment)],
      // 2.x has no status of the station as a whole.
      stationStatus: () => [],
      faultChanged: (connector, cleared, moment) => [faultEvent(connector, cleared, moment, ++eventId)],
      newTransactionId: uuidFrom,
      started: (step) => [
        transactionEvent(step, 'Started', step.transaction.remoteStartId === null ? 'Authorized' : 'RemoteStart', {
          idToken: idToken(step.transaction.token),
          ...(step.transaction.reservationId === null ? {} : { reservationId: step.transaction.reservationId }),
          meterValue: meterValue(register(step.connector), 'begin', step.moment.time, step.transaction.signedBegin?.record),
          transactionInfo:
            step.transaction.remoteStartId === null ? {} : { remoteStartId: step.transaction.remoteStartId },
        }),
      ],
      chargingStateChanged: (step) => [transactionEvent(step, 'Updated', 'ChargingStateChanged', {})],
      metered: (connector, reading, context, moment) => {
        const values = meterValue(reading, context, moment.time)
        if (values.length === 0) return []
        const { transaction } = connector
        if (transaction) {
          const step = { connector, transaction, moment }
          const event = transactionEvent(step, 'Updated', triggers[context] ?? 'MeterValuePeriodic', {
            meterValue: values,
          })
          return [{ ...event, expendable: true }]
        }
        return [
          {
            action: 'MeterValues',
            lasting: false,
            payload: () => ({ evseId: connector.place.evse, meterValue: values }),
          },
        ]
      },
      ended: (step, reason) => [
        transactionEvent(step, 'Ended', stopReasons[reason][1], {
          meterValue: meterValue(register(step.connector), 'end', step.moment.time, signedEnd(step)),
          transactionInfo: { stoppedReason: stopReasons[reason][0] },
        }),
      ],
      firmwareStatus: (told) => transferStatus('FirmwareStatusNotification', told),
      logStatus: (told) => transferStatus('LogStatusNotification', told),
      reservationOver: (id) => [
        { action: 'ReservationStatusUpdate', lasting: true, payload: () => ({ reservationId: id, reservationUpdateStatus: 'Expired' }) },
      ],
      incoming: incoming2x,
      notSupported,
    }
  }
}

export const wire201 = wire2x('ocpp2.0.1', notSupported201)
export const wire21 = wire2x('ocpp2.1', notSupported21)

function transferStatus(action: string, told: TransferStatus | undefined): Message {
  const { status = 'Idle', requestId = null } = told ?? {}
  const word = status === 'UploadFailed' ? 'UploadFailure' : status
  return { action, lasting: false, payload: () => ({ status: word, ...(requestId === null ? {} : { requestId }) }) }
}
