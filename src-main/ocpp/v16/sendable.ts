import { exampleLocation, type SendableTable } from '../sendable'

const key = (name: string, value: string) => ({ key: name, value })

/** The 26 actions that a central system may send in 1.6, the security extension included. */
export const sendable: SendableTable = {
  CancelReservation: {},
  CertificateSigned: {},
  ChangeAvailability: {
    isRisky: true,
    presets: [
      { name: 'whole-in-service', payload: { connectorId: 0, type: 'Operative' } },
      { name: 'whole-out-of-service', payload: { connectorId: 0, type: 'Inoperative' } },
    ],
  },
  ChangeConfiguration: {
    presets: [
      { name: 'heartbeat-interval', payload: key('HeartbeatInterval', '300') },
      { name: 'meter-interval', payload: key('MeterValueSampleInterval', '60') },
      { name: 'ping-interval', payload: key('WebSocketPingInterval', '60') },
      {
        name: 'measurands',
        payload: key('MeterValuesSampledData', 'Energy.Active.Import.Register,Power.Active.Import,Current.Import,SoC'),
      },
      { name: 'remote-authorisation-off', payload: key('AuthorizeRemoteTxRequests', 'false') },
    ],
  },
  ClearCache: { isRisky: true },
  ClearChargingProfile: {
    isRisky: true,
    presets: [
      { name: 'all-profiles', payload: {} },
      { name: 'default-profiles', payload: { chargingProfilePurpose: 'TxDefaultProfile' } },
    ],
  },
  DataTransfer: {},
  DeleteCertificate: { isRisky: true },
  ExtendedTriggerMessage: {
    presets: [
      { name: 'boot', payload: { requestedMessage: 'BootNotification' } },
      { name: 'log-status', payload: { requestedMessage: 'LogStatusNotification' } },
      { name: 'sign-certificate', payload: { requestedMessage: 'SignChargePointCertificate' } },
    ],
  },
  GetCompositeSchedule: {
    presets: [{ name: 'next-day', payload: { connectorId: 1, duration: 86_400, chargingRateUnit: 'A' } }],
  },
  GetConfiguration: {
    presets: [
      { name: 'everything', payload: {} },
      { name: 'intervals', payload: { key: ['HeartbeatInterval', 'MeterValueSampleInterval', 'WebSocketPingInterval'] } },
    ],
  },
  GetDiagnostics: { presets: [{ name: 'upload', payload: { location: exampleLocation('') } }] },
  GetInstalledCertificateIds: {
    presets: [{ name: 'central-system-root', payload: { certificateType: 'CentralSystemRootCertificate' } }],
  },
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
  InstallCertificate: { isRisky: true },
  RemoteStartTransaction: {},
  RemoteStopTransaction: { isRisky: true },
  ReserveNow: {},
  Reset: {
    isRisky: true,
    presets: [
      { name: 'soft', payload: { type: 'Soft' } },
      { name: 'hard', payload: { type: 'Hard' } },
    ],
  },
  SendLocalList: {
    isRisky: true,
    presets: [
      { name: 'empty-list', payload: { listVersion: 1, updateType: 'Full', localAuthorizationList: [] } },
      {
        name: 'add-token',
        payload: {
          listVersion: 2,
          updateType: 'Differential',
          localAuthorizationList: [{ idTag: 'TOKEN', idTagInfo: { status: 'Accepted' } }],
        },
      },
    ],
  },
  SetChargingProfile: {
    presets: [
      { name: 'default-16-a', payload: { connectorId: 0, csChargingProfiles: profile('TxDefaultProfile', 16) } },
      { name: 'station-32-a', payload: { connectorId: 0, csChargingProfiles: profile('ChargePointMaxProfile', 32) } },
    ],
  },
  SignedUpdateFirmware: { isRisky: true },
  TriggerMessage: {
    presets: [
      { name: 'boot', payload: { requestedMessage: 'BootNotification' } },
      { name: 'status', payload: { requestedMessage: 'StatusNotification' } },
      // Many stations refuse meter values of no particular connector (quirk M25).
      { name: 'meter-values', payload: { requestedMessage: 'MeterValues', connectorId: 1 } },
      { name: 'heartbeat', payload: { requestedMessage: 'Heartbeat' } },
    ],
  },
  UnlockConnector: { isRisky: true, presets: [{ name: 'first-connector', payload: { connectorId: 1 } }] },
  UpdateFirmware: { isRisky: true },
}

function profile(chargingProfilePurpose: string, limit: number): object {
  // A maximum of the station is not relative to a transaction, and needs a start.
  const isOfStation = chargingProfilePurpose === 'ChargePointMaxProfile'
  const start = isOfStation ? { startSchedule: '2026-01-01T00:00:00Z' } : {}
  return {
    chargingProfileId: 1,
    stackLevel: 0,
    chargingProfilePurpose,
    chargingProfileKind: isOfStation ? 'Absolute' : 'Relative',
    chargingSchedule: { ...start, chargingRateUnit: 'A', chargingSchedulePeriod: [{ startPeriod: 0, limit }] },
  }
}
