import type { SettingHabits } from '../setting-habits'

/** OCPP 2.0.1 part 2, chapter 2 of the referenced components; 2.1 kept the names. */
export const settingHabits: SettingHabits = {
  standard: [
    'AlignedDataCtrlr.Enabled', 'AlignedDataCtrlr.Interval', 'AlignedDataCtrlr.Measurands',
    'AlignedDataCtrlr.TxEndedInterval', 'AlignedDataCtrlr.TxEndedMeasurands', 'AuthCacheCtrlr.Enabled',
    'AuthCtrlr.Enabled', 'AuthCtrlr.AuthorizeRemoteStart', 'AuthCtrlr.LocalAuthorizeOffline',
    'AuthCtrlr.LocalPreAuthorize', 'AuthCtrlr.OfflineTxForUnknownIdEnabled', 'ClockCtrlr.DateTime',
    'ClockCtrlr.TimeSource', 'DeviceDataCtrlr.BytesPerMessage[GetReport]',
    'DeviceDataCtrlr.BytesPerMessage[GetVariables]', 'DeviceDataCtrlr.BytesPerMessage[SetVariables]',
    'DeviceDataCtrlr.ItemsPerMessage[GetReport]', 'DeviceDataCtrlr.ItemsPerMessage[GetVariables]',
    'DeviceDataCtrlr.ItemsPerMessage[SetVariables]', 'LocalAuthListCtrlr.Enabled', 'LocalAuthListCtrlr.Entries',
    'OCPPCommCtrlr.FileTransferProtocols', 'OCPPCommCtrlr.HeartbeatInterval',
    'OCPPCommCtrlr.MessageAttemptInterval[TransactionEvent]', 'OCPPCommCtrlr.MessageAttempts[TransactionEvent]',
    'OCPPCommCtrlr.MessageTimeout[Default]', 'OCPPCommCtrlr.NetworkConfigurationPriority',
    'OCPPCommCtrlr.NetworkProfileConnectionAttempts', 'OCPPCommCtrlr.OfflineThreshold',
    'OCPPCommCtrlr.ResetRetries', 'OCPPCommCtrlr.UnlockOnEVSideDisconnect', 'OCPPCommCtrlr.WebSocketPingInterval',
    'SampledDataCtrlr.TxEndedInterval', 'SampledDataCtrlr.TxEndedMeasurands', 'SampledDataCtrlr.TxStartedMeasurands',
    'SampledDataCtrlr.TxUpdatedInterval', 'SampledDataCtrlr.TxUpdatedMeasurands', 'SecurityCtrlr.Identity',
    'SecurityCtrlr.OrganizationName', 'SecurityCtrlr.SecurityProfile', 'SmartChargingCtrlr.Enabled',
    'SmartChargingCtrlr.Entries[ChargingProfiles]', 'SmartChargingCtrlr.LimitChangeSignificance',
    'SmartChargingCtrlr.PeriodsPerSchedule', 'SmartChargingCtrlr.ProfileStackLevel', 'SmartChargingCtrlr.RateUnit',
    'TxCtrlr.EVConnectionTimeOut', 'TxCtrlr.MaxEnergyOnInvalidId', 'TxCtrlr.StopTxOnEVSideDisconnect',
    'TxCtrlr.StopTxOnInvalidId', 'TxCtrlr.TxStartPoint', 'TxCtrlr.TxStopPoint',
  ],
  mostRead: 'DeviceDataCtrlr.ItemsPerMessage[GetVariables]',
  mostChanged: 'DeviceDataCtrlr.ItemsPerMessage[SetVariables]',
  read: 4,
  change: 4,
  heartbeatInterval: 'OCPPCommCtrlr.HeartbeatInterval',
  sampledData: 'SampledDataCtrlr.TxUpdatedMeasurands',
}
