import { exampleLocation, type SendableTable } from '../sendable'

const variable = (component: string, name: string) => ({ component: { name: component }, variable: { name } })
const heartbeat = variable('OCPPCommCtrlr', 'HeartbeatInterval')
const meterInterval = variable('SampledDataCtrlr', 'TxUpdatedInterval')

/** The 39 actions that a central system may send in 2.0.1, and DataTransfer, which goes both ways. */
export const sendable: SendableTable = {
  CancelReservation: {},
  CertificateSigned: {},
  ChangeAvailability: {
    isRisky: true,
    presets: [
      { name: 'whole-in-service', payload: { operationalStatus: 'Operative' } },
      { name: 'whole-out-of-service', payload: { operationalStatus: 'Inoperative' } },
    ],
  },
  ClearCache: { isRisky: true },
  ClearChargingProfile: {
    isRisky: true,
    presets: [
      {
        name: 'default-profiles',
        payload: { chargingProfileCriteria: { chargingProfilePurpose: 'TxDefaultProfile' } },
      },
    ],
  },
  ClearDisplayMessage: { isRisky: true, outdates: 'messages' },
  ClearVariableMonitoring: { isRisky: true, outdates: 'monitors' },
  CostUpdated: {},
  CustomerInformation: {},
  DataTransfer: {},
  DeleteCertificate: { isRisky: true },
  GetBaseReport: {
    presets: [
      { name: 'full-inventory', payload: { requestId: 1, reportBase: 'FullInventory' } },
      { name: 'configuration-inventory', payload: { requestId: 1, reportBase: 'ConfigurationInventory' } },
      { name: 'summary-inventory', payload: { requestId: 1, reportBase: 'SummaryInventory' } },
    ],
  },
  GetChargingProfiles: { presets: [{ name: 'everything', payload: { requestId: 1, chargingProfile: {} } }] },
  GetCompositeSchedule: {
    presets: [{ name: 'next-day', payload: { evseId: 1, duration: 86_400, chargingRateUnit: 'A' } }],
  },
  GetDisplayMessages: { presets: [{ name: 'everything', payload: { requestId: 1 } }] },
  GetInstalledCertificateIds: { presets: [{ name: 'everything', payload: {} }] },
  GetLocalListVersion: {},
  GetLog: {
    presets: [
      {
        name: 'diagnostics-log',
        payload: { logType: 'DiagnosticsLog', requestId: 1, log: { remoteLocation: exampleLocation('') } },
      },
      {
        name: 'security-log',
        payload: { logType: 'SecurityLog', requestId: 1, log: { remoteLocation: exampleLocation('') } },
      },
    ],
  },
  GetMonitoringReport: { presets: [{ name: 'everything', payload: { requestId: 1 } }] },
  GetReport: {
    presets: [
      { name: 'problems', payload: { requestId: 1, componentCriteria: ['Problem'] } },
      {
        name: 'component',
        payload: { requestId: 1, componentVariable: [{ component: { name: 'OCPPCommCtrlr' } }] },
      },
    ],
  },
  GetTransactionStatus: { presets: [{ name: 'queue', payload: {} }] },
  GetVariables: {
    presets: [
      { name: 'heartbeat-interval', payload: { getVariableData: [heartbeat] } },
      { name: 'intervals', payload: { getVariableData: [heartbeat, meterInterval] } },
    ],
  },
  InstallCertificate: { isRisky: true },
  PublishFirmware: { isRisky: true },
  RequestStartTransaction: {},
  RequestStopTransaction: { isRisky: true },
  ReserveNow: {},
  Reset: {
    isRisky: true,
    presets: [
      { name: 'when-idle', payload: { type: 'OnIdle' } },
      { name: 'immediate', payload: { type: 'Immediate' } },
    ],
  },
  SendLocalList: {
    isRisky: true,
    presets: [
      { name: 'empty-list', payload: { versionNumber: 1, updateType: 'Full' } },
      {
        name: 'add-token',
        payload: {
          versionNumber: 2,
          updateType: 'Differential',
          localAuthorizationList: [
            { idToken: { idToken: 'TOKEN', type: 'ISO14443' }, idTokenInfo: { status: 'Accepted' } },
          ],
        },
      },
    ],
  },
  SetChargingProfile: {
    presets: [
      { name: 'default-16-a', payload: { evseId: 0, chargingProfile: profile('TxDefaultProfile', 16) } },
      {
        name: 'station-32-a',
        payload: { evseId: 0, chargingProfile: profile('ChargingStationMaxProfile', 32) },
      },
    ],
  },
  SetDisplayMessage: { outdates: 'messages' },
  SetMonitoringBase: { isRisky: true, outdates: 'monitors', presets: [{ name: 'factory', payload: { monitoringBase: 'FactoryDefault' } }] },
  SetMonitoringLevel: { presets: [{ name: 'errors', payload: { severity: 4 } }] },
  SetNetworkProfile: { isRisky: true },
  SetVariableMonitoring: { outdates: 'monitors' },
  SetVariables: {
    presets: [
      { name: 'heartbeat-interval', payload: { setVariableData: [{ ...heartbeat, attributeValue: '300' }] } },
      { name: 'meter-interval', payload: { setVariableData: [{ ...meterInterval, attributeValue: '60' }] } },
    ],
  },
  TriggerMessage: {
    presets: [
      { name: 'boot', payload: { requestedMessage: 'BootNotification' } },
      { name: 'status', payload: { requestedMessage: 'StatusNotification', evse: { id: 1, connectorId: 1 } } },
      // Many stations refuse meter values of no particular EVSE (quirk M25).
      { name: 'meter-values', payload: { requestedMessage: 'MeterValues', evse: { id: 1 } } },
      { name: 'heartbeat', payload: { requestedMessage: 'Heartbeat' } },
    ],
  },
  UnlockConnector: { isRisky: true, presets: [{ name: 'first-connector', payload: { evseId: 1, connectorId: 1 } }] },
  UnpublishFirmware: { isRisky: true },
  UpdateFirmware: { isRisky: true },
}

function profile(chargingProfilePurpose: string, limit: number): object {
  // A maximum of the station is not relative to a transaction, and needs a start.
  const isOfStation = chargingProfilePurpose === 'ChargingStationMaxProfile'
  const start = isOfStation ? { startSchedule: '2026-01-01T00:00:00Z' } : {}
  return {
    id: 1,
    stackLevel: 0,
    chargingProfilePurpose,
    chargingProfileKind: isOfStation ? 'Absolute' : 'Relative',
    chargingSchedule: [{ id: 1, ...start, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] }],
  }
}
