/* Written by `npm run generate` from the schemas of ocpp-rpc. Do not edit. */
/* eslint-disable */

export type GenericStatusEnumType = 'Accepted' | 'Rejected'
export type MessageTriggerEnumType =
  | 'BootNotification'
  | 'LogStatusNotification'
  | 'FirmwareStatusNotification'
  | 'Heartbeat'
  | 'MeterValues'
  | 'SignChargePointCertificate'
  | 'StatusNotification'
export type CertificateUseEnumType = 'CentralSystemRootCertificate' | 'ManufacturerRootCertificate'
export type LogEnumType = 'DiagnosticsLog' | 'SecurityLog'

export interface AuthorizeResponse {
  idTagInfo: {
    expiryDate?: string
    parentIdTag?: string
    status: 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'ConcurrentTx'
  }
}
export interface BootNotificationResponse {
  status: 'Accepted' | 'Pending' | 'Rejected'
  currentTime: string
  interval: number
}
export interface DataTransferResponse {
  status: 'Accepted' | 'Rejected' | 'UnknownMessageId' | 'UnknownVendorId'
  data?: string
}
export interface DiagnosticsStatusNotificationResponse {}
export interface FirmwareStatusNotificationResponse {}
export interface HeartbeatResponse {
  currentTime: string
}
export interface LogStatusNotificationResponse {}
export interface MeterValuesResponse {}
export interface SecurityEventNotificationResponse {}
export interface SignCertificateResponse {
  status: GenericStatusEnumType
}
export interface SignedFirmwareStatusNotificationResponse {}
export interface StartTransactionResponse {
  idTagInfo: {
    expiryDate?: string
    parentIdTag?: string
    status: 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'ConcurrentTx'
  }
  transactionId: number
}
export interface StatusNotificationResponse {}
export interface StopTransactionResponse {
  idTagInfo?: {
    expiryDate?: string
    parentIdTag?: string
    status: 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'ConcurrentTx'
  }
}
export interface CancelReservationRequest {
  reservationId: number
}
export interface CertificateSignedRequest {
  certificateChain: string
}
export interface ChangeAvailabilityRequest {
  connectorId: number
  type: 'Inoperative' | 'Operative'
}
export interface ChangeConfigurationRequest {
  key: string
  value: string
}
export interface ClearChargingProfileRequest {
  id?: number
  connectorId?: number
  chargingProfilePurpose?: 'ChargePointMaxProfile' | 'TxDefaultProfile' | 'TxProfile'
  stackLevel?: number
}
export interface DataTransferRequest {
  vendorId: string
  messageId?: string
  data?: string
}
export interface ExtendedTriggerMessageRequest {
  requestedMessage: MessageTriggerEnumType
  connectorId?: number
}
export interface GetCompositeScheduleRequest {
  connectorId: number
  duration: number
  chargingRateUnit?: 'A' | 'W'
}
export interface GetConfigurationRequest {
  key?: string[]
}
export interface GetDiagnosticsRequest {
  location: string
  retries?: number
  retryInterval?: number
  startTime?: string
  stopTime?: string
}
export interface GetInstalledCertificateIdsRequest {
  certificateType: CertificateUseEnumType
}
export interface GetLocalListVersionRequest {}
export interface LogParametersType {
  remoteLocation: string
  oldestTimestamp?: string
  latestTimestamp?: string
}
export interface GetLogRequest {
  log: LogParametersType
  logType: LogEnumType
  requestId: number
  retries?: number
  retryInterval?: number
}
export interface InstallCertificateRequest {
  certificateType: CertificateUseEnumType
  certificate: string
}
export interface RemoteStartTransactionRequest {
  connectorId?: number
  idTag: string
  chargingProfile?: {
    chargingProfileId: number
    transactionId?: number
    stackLevel: number
    chargingProfilePurpose: 'ChargePointMaxProfile' | 'TxDefaultProfile' | 'TxProfile'
    chargingProfileKind: 'Absolute' | 'Recurring' | 'Relative'
    recurrencyKind?: 'Daily' | 'Weekly'
    validFrom?: string
    validTo?: string
    chargingSchedule: {
      duration?: number
      startSchedule?: string
      chargingRateUnit: 'A' | 'W'
      chargingSchedulePeriod: {
        startPeriod: number
        limit: number
        numberPhases?: number
      }[]
      minChargingRate?: number
    }
  }
}
export interface RemoteStopTransactionRequest {
  transactionId: number
}
export interface ReserveNowRequest {
  connectorId: number
  expiryDate: string
  idTag: string
  parentIdTag?: string
  reservationId: number
}
export interface ResetRequest {
  type: 'Hard' | 'Soft'
}
export interface SendLocalListRequest {
  listVersion: number
  localAuthorizationList?: {
    idTag: string
    idTagInfo?: {
      expiryDate?: string
      parentIdTag?: string
      status: 'Accepted' | 'Blocked' | 'Expired' | 'Invalid' | 'ConcurrentTx'
    }
  }[]
  updateType: 'Differential' | 'Full'
}
export interface SetChargingProfileRequest {
  connectorId: number
  csChargingProfiles: {
    chargingProfileId: number
    transactionId?: number
    stackLevel: number
    chargingProfilePurpose: 'ChargePointMaxProfile' | 'TxDefaultProfile' | 'TxProfile'
    chargingProfileKind: 'Absolute' | 'Recurring' | 'Relative'
    recurrencyKind?: 'Daily' | 'Weekly'
    validFrom?: string
    validTo?: string
    chargingSchedule: {
      duration?: number
      startSchedule?: string
      chargingRateUnit: 'A' | 'W'
      chargingSchedulePeriod: {
        startPeriod: number
        limit: number
        numberPhases?: number
      }[]
      minChargingRate?: number
    }
  }
}
export interface FirmwareType {
  location: string
  retrieveDateTime: string
  installDateTime?: string
  signingCertificate: string
  signature: string
}
export interface SignedUpdateFirmwareRequest {
  retries?: number
  retryInterval?: number
  requestId: number
  firmware: FirmwareType
}
export interface TriggerMessageRequest {
  requestedMessage:
    | 'BootNotification'
    | 'DiagnosticsStatusNotification'
    | 'FirmwareStatusNotification'
    | 'Heartbeat'
    | 'MeterValues'
    | 'StatusNotification'
  connectorId?: number
}
export interface UnlockConnectorRequest {
  connectorId: number
}
export interface UpdateFirmwareRequest {
  location: string
  retries?: number
  retrieveDate: string
  retryInterval?: number
}

export interface Answers {
  Authorize: AuthorizeResponse
  BootNotification: BootNotificationResponse
  DataTransfer: DataTransferResponse
  DiagnosticsStatusNotification: DiagnosticsStatusNotificationResponse
  FirmwareStatusNotification: FirmwareStatusNotificationResponse
  Heartbeat: HeartbeatResponse
  LogStatusNotification: LogStatusNotificationResponse
  MeterValues: MeterValuesResponse
  SecurityEventNotification: SecurityEventNotificationResponse
  SignCertificate: SignCertificateResponse
  SignedFirmwareStatusNotification: SignedFirmwareStatusNotificationResponse
  StartTransaction: StartTransactionResponse
  StatusNotification: StatusNotificationResponse
  StopTransaction: StopTransactionResponse
}

export interface Requests {
  CancelReservation: CancelReservationRequest
  CertificateSigned: CertificateSignedRequest
  ChangeAvailability: ChangeAvailabilityRequest
  ChangeConfiguration: ChangeConfigurationRequest
  ClearChargingProfile: ClearChargingProfileRequest
  DataTransfer: DataTransferRequest
  ExtendedTriggerMessage: ExtendedTriggerMessageRequest
  GetCompositeSchedule: GetCompositeScheduleRequest
  GetConfiguration: GetConfigurationRequest
  GetDiagnostics: GetDiagnosticsRequest
  GetInstalledCertificateIds: GetInstalledCertificateIdsRequest
  GetLocalListVersion: GetLocalListVersionRequest
  GetLog: GetLogRequest
  InstallCertificate: InstallCertificateRequest
  RemoteStartTransaction: RemoteStartTransactionRequest
  RemoteStopTransaction: RemoteStopTransactionRequest
  ReserveNow: ReserveNowRequest
  Reset: ResetRequest
  SendLocalList: SendLocalListRequest
  SetChargingProfile: SetChargingProfileRequest
  SignedUpdateFirmware: SignedUpdateFirmwareRequest
  TriggerMessage: TriggerMessageRequest
  UnlockConnector: UnlockConnectorRequest
  UpdateFirmware: UpdateFirmwareRequest
}
