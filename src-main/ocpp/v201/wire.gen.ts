/* Written by `npm run generate` from the schemas of ocpp-rpc. Do not edit. */
/* eslint-disable */

export type AuthorizationStatusEnumType =
  | 'Accepted'
  | 'Blocked'
  | 'ConcurrentTx'
  | 'Expired'
  | 'Invalid'
  | 'NoCredit'
  | 'NotAllowedTypeEVSE'
  | 'NotAtThisLocation'
  | 'NotAtThisTime'
  | 'Unknown'
export type AuthorizeCertificateStatusEnumType =
  | 'Accepted'
  | 'SignatureError'
  | 'CertificateExpired'
  | 'CertificateRevoked'
  | 'NoCertificateAvailable'
  | 'CertChainError'
  | 'ContractCancelled'
export type IdTokenEnumType =
  'Central' | 'eMAID' | 'ISO14443' | 'ISO15693' | 'KeyCode' | 'Local' | 'MacAddress' | 'NoAuthorization'
export type MessageFormatEnumType = 'ASCII' | 'HTML' | 'URI' | 'UTF8'
export type RegistrationStatusEnumType = 'Accepted' | 'Pending' | 'Rejected'
export type DataTransferStatusEnumType = 'Accepted' | 'Rejected' | 'UnknownMessageId' | 'UnknownVendorId'
export type Iso15118EVCertificateStatusEnumType = 'Accepted' | 'Failed'
export type GetCertificateStatusEnumType = 'Accepted' | 'Failed'
export type NotifyEVChargingNeedsStatusEnumType = 'Accepted' | 'Rejected' | 'Processing'
export type GenericStatusEnumType = 'Accepted' | 'Rejected'
export type CertificateSigningUseEnumType = 'ChargingStationCertificate' | 'V2GCertificate'
export type OperationalStatusEnumType = 'Inoperative' | 'Operative'
export type ChargingProfilePurposeEnumType =
  'ChargingStationExternalConstraints' | 'ChargingStationMaxProfile' | 'TxDefaultProfile' | 'TxProfile'
export type ReportBaseEnumType = 'ConfigurationInventory' | 'FullInventory' | 'SummaryInventory'
export type ChargingLimitSourceEnumType = 'EMS' | 'Other' | 'SO' | 'CSO'
export type ChargingRateUnitEnumType = 'W' | 'A'
export type MessagePriorityEnumType = 'AlwaysFront' | 'InFront' | 'NormalCycle'
export type MessageStateEnumType = 'Charging' | 'Faulted' | 'Idle' | 'Unavailable'
export type GetCertificateIdUseEnumType =
  | 'V2GRootCertificate'
  | 'MORootCertificate'
  | 'CSMSRootCertificate'
  | 'V2GCertificateChain'
  | 'ManufacturerRootCertificate'
export type LogEnumType = 'DiagnosticsLog' | 'SecurityLog'
export type MonitoringCriterionEnumType = 'ThresholdMonitoring' | 'DeltaMonitoring' | 'PeriodicMonitoring'
export type AttributeEnumType = 'Actual' | 'Target' | 'MinSet' | 'MaxSet'
export type InstallCertificateUseEnumType =
  'V2GRootCertificate' | 'MORootCertificate' | 'CSMSRootCertificate' | 'ManufacturerRootCertificate'
export type ChargingProfileKindEnumType = 'Absolute' | 'Recurring' | 'Relative'
export type CostKindEnumType = 'CarbonDioxideEmission' | 'RelativePricePercentage' | 'RenewableGenerationPercentage'
export type RecurrencyKindEnumType = 'Daily' | 'Weekly'
export type ConnectorEnumType =
  | 'cCCS1'
  | 'cCCS2'
  | 'cG105'
  | 'cTesla'
  | 'cType1'
  | 'cType2'
  | 's309-1P-16A'
  | 's309-1P-32A'
  | 's309-3P-16A'
  | 's309-3P-32A'
  | 'sBS1361'
  | 'sCEE-7-7'
  | 'sType2'
  | 'sType3'
  | 'Other1PhMax16A'
  | 'Other1PhOver16A'
  | 'Other3Ph'
  | 'Pan'
  | 'wInductive'
  | 'wResonant'
  | 'Undetermined'
  | 'Unknown'
export type ResetEnumType = 'Immediate' | 'OnIdle'
export type UpdateEnumType = 'Differential' | 'Full'
export type APNAuthenticationEnumType = 'CHAP' | 'NONE' | 'PAP' | 'AUTO'
export type OCPPInterfaceEnumType =
  'Wired0' | 'Wired1' | 'Wired2' | 'Wired3' | 'Wireless0' | 'Wireless1' | 'Wireless2' | 'Wireless3'
export type OCPPTransportEnumType = 'JSON' | 'SOAP'
export type OCPPVersionEnumType = 'OCPP12' | 'OCPP15' | 'OCPP16' | 'OCPP20'
export type VPNEnumType = 'IKEv2' | 'IPSec' | 'L2TP' | 'PPTP'
export type MessageTriggerEnumType =
  | 'BootNotification'
  | 'LogStatusNotification'
  | 'FirmwareStatusNotification'
  | 'Heartbeat'
  | 'MeterValues'
  | 'SignChargingStationCertificate'
  | 'SignV2GCertificate'
  | 'StatusNotification'
  | 'TransactionEvent'
  | 'SignCombinedCertificate'
  | 'PublishFirmwareStatusNotification'

export interface CustomDataType {
  vendorId: string
}
export interface AdditionalInfoType {
  customData?: CustomDataType
  additionalIdToken: string
  type: string
}
export interface IdTokenInfoType {
  customData?: CustomDataType
  status: AuthorizationStatusEnumType
  cacheExpiryDateTime?: string
  chargingPriority?: number
  language1?: string
  evseId?: number[]
  groupIdToken?: IdTokenType
  language2?: string
  personalMessage?: MessageContentType
}
export interface IdTokenType {
  customData?: CustomDataType
  additionalInfo?: AdditionalInfoType[]
  idToken: string
  type: IdTokenEnumType
}
export interface MessageContentType {
  customData?: CustomDataType
  format: MessageFormatEnumType
  language?: string
  content: string
}
export interface AuthorizeResponse {
  customData?: CustomDataType
  idTokenInfo: IdTokenInfoType
  certificateStatus?: AuthorizeCertificateStatusEnumType
}
export interface StatusInfoType {
  customData?: CustomDataType
  reasonCode: string
  additionalInfo?: string
}
export interface BootNotificationResponse {
  customData?: CustomDataType
  currentTime: string
  interval: number
  status: RegistrationStatusEnumType
  statusInfo?: StatusInfoType
}
export interface ClearedChargingLimitResponse {
  customData?: CustomDataType
}
export interface DataTransferResponse {
  customData?: CustomDataType
  status: DataTransferStatusEnumType
  statusInfo?: StatusInfoType
  data?: unknown
}
export interface FirmwareStatusNotificationResponse {
  customData?: CustomDataType
}
export interface Get15118EVCertificateResponse {
  customData?: CustomDataType
  status: Iso15118EVCertificateStatusEnumType
  statusInfo?: StatusInfoType
  exiResponse: string
}
export interface GetCertificateStatusResponse {
  customData?: CustomDataType
  status: GetCertificateStatusEnumType
  statusInfo?: StatusInfoType
  ocspResult?: string
}
export interface HeartbeatResponse {
  customData?: CustomDataType
  currentTime: string
}
export interface LogStatusNotificationResponse {
  customData?: CustomDataType
}
export interface MeterValuesResponse {
  customData?: CustomDataType
}
export interface NotifyChargingLimitResponse {
  customData?: CustomDataType
}
export interface NotifyCustomerInformationResponse {
  customData?: CustomDataType
}
export interface NotifyDisplayMessagesResponse {
  customData?: CustomDataType
}
export interface NotifyEVChargingNeedsResponse {
  customData?: CustomDataType
  status: NotifyEVChargingNeedsStatusEnumType
  statusInfo?: StatusInfoType
}
export interface NotifyEVChargingScheduleResponse {
  customData?: CustomDataType
  status: GenericStatusEnumType
  statusInfo?: StatusInfoType
}
export interface NotifyEventResponse {
  customData?: CustomDataType
}
export interface NotifyMonitoringReportResponse {
  customData?: CustomDataType
}
export interface NotifyReportResponse {
  customData?: CustomDataType
}
export interface PublishFirmwareStatusNotificationResponse {
  customData?: CustomDataType
}
export interface ReportChargingProfilesResponse {
  customData?: CustomDataType
}
export interface ReservationStatusUpdateResponse {
  customData?: CustomDataType
}
export interface SecurityEventNotificationResponse {
  customData?: CustomDataType
}
export interface SignCertificateResponse {
  customData?: CustomDataType
  status: GenericStatusEnumType
  statusInfo?: StatusInfoType
}
export interface StatusNotificationResponse {
  customData?: CustomDataType
}
export interface TransactionEventResponse {
  customData?: CustomDataType
  totalCost?: number
  chargingPriority?: number
  idTokenInfo?: IdTokenInfoType
  updatedPersonalMessage?: MessageContentType
}
export interface CancelReservationRequest {
  customData?: CustomDataType
  reservationId: number
}
export interface CertificateSignedRequest {
  customData?: CustomDataType
  certificateChain: string
  certificateType?: CertificateSigningUseEnumType
}
export interface EVSEType {
  customData?: CustomDataType
  id: number
  connectorId?: number
}
export interface ChangeAvailabilityRequest {
  customData?: CustomDataType
  evse?: EVSEType
  operationalStatus: OperationalStatusEnumType
}
export interface ClearChargingProfileType {
  customData?: CustomDataType
  evseId?: number
  chargingProfilePurpose?: ChargingProfilePurposeEnumType
  stackLevel?: number
}
export interface ClearChargingProfileRequest {
  customData?: CustomDataType
  chargingProfileId?: number
  chargingProfileCriteria?: ClearChargingProfileType
}
export interface CostUpdatedRequest {
  customData?: CustomDataType
  totalCost: number
  transactionId: string
}
export interface GetBaseReportRequest {
  customData?: CustomDataType
  requestId: number
  reportBase: ReportBaseEnumType
}
export interface ChargingProfileCriterionType {
  customData?: CustomDataType
  chargingProfilePurpose?: ChargingProfilePurposeEnumType
  stackLevel?: number
  chargingProfileId?: number[]
  chargingLimitSource?: ChargingLimitSourceEnumType[]
}
export interface GetChargingProfilesRequest {
  customData?: CustomDataType
  requestId: number
  evseId?: number
  chargingProfile: ChargingProfileCriterionType
}
export interface GetCompositeScheduleRequest {
  customData?: CustomDataType
  duration: number
  chargingRateUnit?: ChargingRateUnitEnumType
  evseId: number
}
export interface GetDisplayMessagesRequest {
  customData?: CustomDataType
  id?: number[]
  requestId: number
  priority?: MessagePriorityEnumType
  state?: MessageStateEnumType
}
export interface GetInstalledCertificateIdsRequest {
  customData?: CustomDataType
  certificateType?: GetCertificateIdUseEnumType[]
}
export interface GetLocalListVersionRequest {
  customData?: CustomDataType
}
export interface LogParametersType {
  customData?: CustomDataType
  remoteLocation: string
  oldestTimestamp?: string
  latestTimestamp?: string
}
export interface GetLogRequest {
  customData?: CustomDataType
  log: LogParametersType
  logType: LogEnumType
  requestId: number
  retries?: number
  retryInterval?: number
}
export interface ComponentType {
  customData?: CustomDataType
  evse?: EVSEType
  name: string
  instance?: string
}
export interface ComponentVariableType {
  customData?: CustomDataType
  component: ComponentType
  variable?: VariableType
}
export interface VariableType {
  customData?: CustomDataType
  name: string
  instance?: string
}
export interface GetMonitoringReportRequest {
  customData?: CustomDataType
  componentVariable?: ComponentVariableType[]
  requestId: number
  monitoringCriteria?: MonitoringCriterionEnumType[]
}
export interface GetVariableDataType {
  customData?: CustomDataType
  attributeType?: AttributeEnumType
  component: ComponentType
  variable: VariableType
}
export interface GetVariablesRequest {
  customData?: CustomDataType
  getVariableData: GetVariableDataType[]
}
export interface InstallCertificateRequest {
  customData?: CustomDataType
  certificateType: InstallCertificateUseEnumType
  certificate: string
}
export interface ChargingProfileType {
  customData?: CustomDataType
  id: number
  stackLevel: number
  chargingProfilePurpose: ChargingProfilePurposeEnumType
  chargingProfileKind: ChargingProfileKindEnumType
  recurrencyKind?: RecurrencyKindEnumType
  validFrom?: string
  validTo?: string
  chargingSchedule: ChargingScheduleType[]
  transactionId?: string
}
export interface ChargingScheduleType {
  customData?: CustomDataType
  id: number
  startSchedule?: string
  duration?: number
  chargingRateUnit: ChargingRateUnitEnumType
  chargingSchedulePeriod: ChargingSchedulePeriodType[]
  minChargingRate?: number
  salesTariff?: SalesTariffType
}
export interface ChargingSchedulePeriodType {
  customData?: CustomDataType
  startPeriod: number
  limit: number
  numberPhases?: number
  phaseToUse?: number
}
export interface SalesTariffType {
  customData?: CustomDataType
  id: number
  salesTariffDescription?: string
  numEPriceLevels?: number
  salesTariffEntry: SalesTariffEntryType[]
}
export interface SalesTariffEntryType {
  customData?: CustomDataType
  relativeTimeInterval: RelativeTimeIntervalType
  ePriceLevel?: number
  consumptionCost?: ConsumptionCostType[]
}
export interface RelativeTimeIntervalType {
  customData?: CustomDataType
  start: number
  duration?: number
}
export interface ConsumptionCostType {
  customData?: CustomDataType
  startValue: number
  cost: CostType[]
}
export interface CostType {
  customData?: CustomDataType
  costKind: CostKindEnumType
  amount: number
  amountMultiplier?: number
}
export interface RequestStartTransactionRequest {
  customData?: CustomDataType
  evseId?: number
  groupIdToken?: IdTokenType
  idToken: IdTokenType
  remoteStartId: number
  chargingProfile?: ChargingProfileType
}
export interface RequestStopTransactionRequest {
  customData?: CustomDataType
  transactionId: string
}
export interface ReserveNowRequest {
  customData?: CustomDataType
  id: number
  expiryDateTime: string
  connectorType?: ConnectorEnumType
  idToken: IdTokenType
  evseId?: number
  groupIdToken?: IdTokenType
}
export interface ResetRequest {
  customData?: CustomDataType
  type: ResetEnumType
  evseId?: number
}
export interface AuthorizationData {
  customData?: CustomDataType
  idToken: IdTokenType
  idTokenInfo?: IdTokenInfoType
}
export interface SendLocalListRequest {
  customData?: CustomDataType
  localAuthorizationList?: AuthorizationData[]
  versionNumber: number
  updateType: UpdateEnumType
}
export interface SetChargingProfileRequest {
  customData?: CustomDataType
  evseId: number
  chargingProfile: ChargingProfileType
}
export interface APNType {
  customData?: CustomDataType
  apn: string
  apnUserName?: string
  apnPassword?: string
  simPin?: number
  preferredNetwork?: string
  useOnlyPreferredNetwork?: boolean
  apnAuthentication: APNAuthenticationEnumType
}
export interface NetworkConnectionProfileType {
  customData?: CustomDataType
  apn?: APNType
  ocppVersion: OCPPVersionEnumType
  ocppTransport: OCPPTransportEnumType
  ocppCsmsUrl: string
  messageTimeout: number
  securityProfile: number
  ocppInterface: OCPPInterfaceEnumType
  vpn?: VPNType
}
export interface VPNType {
  customData?: CustomDataType
  server: string
  user: string
  group?: string
  password: string
  key: string
  type: VPNEnumType
}
export interface SetNetworkProfileRequest {
  customData?: CustomDataType
  configurationSlot: number
  connectionData: NetworkConnectionProfileType
}
export interface SetVariableDataType {
  customData?: CustomDataType
  attributeType?: AttributeEnumType
  attributeValue: string
  component: ComponentType
  variable: VariableType
}
export interface SetVariablesRequest {
  customData?: CustomDataType
  setVariableData: SetVariableDataType[]
}
export interface TriggerMessageRequest {
  customData?: CustomDataType
  evse?: EVSEType
  requestedMessage: MessageTriggerEnumType
}
export interface UnlockConnectorRequest {
  customData?: CustomDataType
  evseId: number
  connectorId: number
}
export interface FirmwareType {
  customData?: CustomDataType
  location: string
  retrieveDateTime: string
  installDateTime?: string
  signingCertificate?: string
  signature?: string
}
export interface UpdateFirmwareRequest {
  customData?: CustomDataType
  retries?: number
  retryInterval?: number
  requestId: number
  firmware: FirmwareType
}

export interface Answers {
  Authorize: AuthorizeResponse
  BootNotification: BootNotificationResponse
  ClearedChargingLimit: ClearedChargingLimitResponse
  DataTransfer: DataTransferResponse
  FirmwareStatusNotification: FirmwareStatusNotificationResponse
  Get15118EVCertificate: Get15118EVCertificateResponse
  GetCertificateStatus: GetCertificateStatusResponse
  Heartbeat: HeartbeatResponse
  LogStatusNotification: LogStatusNotificationResponse
  MeterValues: MeterValuesResponse
  NotifyChargingLimit: NotifyChargingLimitResponse
  NotifyCustomerInformation: NotifyCustomerInformationResponse
  NotifyDisplayMessages: NotifyDisplayMessagesResponse
  NotifyEVChargingNeeds: NotifyEVChargingNeedsResponse
  NotifyEVChargingSchedule: NotifyEVChargingScheduleResponse
  NotifyEvent: NotifyEventResponse
  NotifyMonitoringReport: NotifyMonitoringReportResponse
  NotifyReport: NotifyReportResponse
  PublishFirmwareStatusNotification: PublishFirmwareStatusNotificationResponse
  ReportChargingProfiles: ReportChargingProfilesResponse
  ReservationStatusUpdate: ReservationStatusUpdateResponse
  SecurityEventNotification: SecurityEventNotificationResponse
  SignCertificate: SignCertificateResponse
  StatusNotification: StatusNotificationResponse
  TransactionEvent: TransactionEventResponse
}

export interface Requests {
  CancelReservation: CancelReservationRequest
  CertificateSigned: CertificateSignedRequest
  ChangeAvailability: ChangeAvailabilityRequest
  ClearChargingProfile: ClearChargingProfileRequest
  CostUpdated: CostUpdatedRequest
  GetBaseReport: GetBaseReportRequest
  GetChargingProfiles: GetChargingProfilesRequest
  GetCompositeSchedule: GetCompositeScheduleRequest
  GetDisplayMessages: GetDisplayMessagesRequest
  GetInstalledCertificateIds: GetInstalledCertificateIdsRequest
  GetLocalListVersion: GetLocalListVersionRequest
  GetLog: GetLogRequest
  GetMonitoringReport: GetMonitoringReportRequest
  GetVariables: GetVariablesRequest
  InstallCertificate: InstallCertificateRequest
  RequestStartTransaction: RequestStartTransactionRequest
  RequestStopTransaction: RequestStopTransactionRequest
  ReserveNow: ReserveNowRequest
  Reset: ResetRequest
  SendLocalList: SendLocalListRequest
  SetChargingProfile: SetChargingProfileRequest
  SetNetworkProfile: SetNetworkProfileRequest
  SetVariables: SetVariablesRequest
  TriggerMessage: TriggerMessageRequest
  UnlockConnector: UnlockConnectorRequest
  UpdateFirmware: UpdateFirmwareRequest
}
