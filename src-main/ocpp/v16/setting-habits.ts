import type { SettingHabits } from '../setting-habits'

/** OCPP 1.6, chapter 9, and the keys of the security whitepaper. */
export const settingHabits: SettingHabits = {
  standard: [
    'AllowOfflineTxForUnknownId', 'AuthorizationCacheEnabled', 'AuthorizeRemoteTxRequests', 'BlinkRepeat',
    'ClockAlignedDataInterval', 'ConnectionTimeOut', 'ConnectorPhaseRotation', 'ConnectorPhaseRotationMaxLength',
    'GetConfigurationMaxKeys', 'HeartbeatInterval', 'LightIntensity', 'LocalAuthorizeOffline', 'LocalPreAuthorize',
    'MaxEnergyOnInvalidId', 'MeterValuesAlignedData', 'MeterValuesAlignedDataMaxLength', 'MeterValuesSampledData',
    'MeterValuesSampledDataMaxLength', 'MeterValueSampleInterval', 'MinimumStatusDuration', 'NumberOfConnectors',
    'ResetRetries', 'StopTransactionOnEVSideDisconnect', 'StopTransactionOnInvalidId', 'StopTxnAlignedData',
    'StopTxnAlignedDataMaxLength', 'StopTxnSampledData', 'StopTxnSampledDataMaxLength', 'SupportedFeatureProfiles',
    'SupportedFeatureProfilesMaxLength', 'TransactionMessageAttempts', 'TransactionMessageRetryInterval',
    'UnlockConnectorOnEVSideDisconnect', 'WebSocketPingInterval', 'LocalAuthListEnabled', 'LocalAuthListMaxLength',
    'SendLocalListMaxLength', 'ReserveConnectorZeroSupported', 'ChargeProfileMaxStackLevel',
    'ChargingScheduleAllowedChargingRateUnit', 'ChargingScheduleMaxPeriods', 'ConnectorSwitch3to1PhaseSupported',
    'MaxChargingProfilesInstalled', 'AdditionalRootCertificateCheck', 'CertificateSignedMaxChainSize',
    'CertificateStoreMaxLength', 'CpoName', 'SecurityProfile', 'SupportedFileTransferProtocols',
  ],
  mostRead: 'GetConfigurationMaxKeys',
  mostChanged: null,
  // Entratek takes four (quirk K01).
  read: 4,
  change: 1,
  heartbeatInterval: 'HeartbeatInterval',
  sampledData: 'MeterValuesSampledData',
}
