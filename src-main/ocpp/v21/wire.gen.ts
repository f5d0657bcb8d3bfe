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
export type DayOfWeekEnumType = 'Monday' | 'Tuesday' | 'Wednesday' | 'Thursday' | 'Friday' | 'Saturday' | 'Sunday'
export type EnergyTransferModeEnumType =
  | 'AC_single_phase'
  | 'AC_two_phase'
  | 'AC_three_phase'
  | 'DC'
  | 'AC_BPT'
  | 'AC_BPT_DER'
  | 'AC_DER'
  | 'DC_BPT'
  | 'DC_ACDP'
  | 'DC_ACDP_BPT'
  | 'WPT'
export type EvseKindEnumType = 'AC' | 'DC'
export type MessageFormatEnumType = 'ASCII' | 'HTML' | 'URI' | 'UTF8' | 'QRCODE'
export type RegistrationStatusEnumType = 'Accepted' | 'Pending' | 'Rejected'
export type DataTransferStatusEnumType = 'Accepted' | 'Rejected' | 'UnknownMessageId' | 'UnknownVendorId'
export type Iso15118EVCertificateStatusEnumType = 'Accepted' | 'Failed'
export type CertificateStatusEnumType = 'Good' | 'Revoked' | 'Unknown' | 'Failed'
export type CertificateStatusSourceEnumType = 'CRL' | 'OCSP'
export type HashAlgorithmEnumType = 'SHA256' | 'SHA384' | 'SHA512'
export type GetCertificateStatusEnumType = 'Accepted' | 'Failed'
export type NotifyEVChargingNeedsStatusEnumType = 'Accepted' | 'Rejected' | 'Processing' | 'NoChargingProfile'
export type GenericStatusEnumType = 'Accepted' | 'Rejected'
export type ChargingProfileStatusEnumType = 'Accepted' | 'Rejected'
export type CertificateSigningUseEnumType = 'ChargingStationCertificate' | 'V2GCertificate' | 'V2G20Certificate'
export type OperationalStatusEnumType = 'Inoperative' | 'Operative'
export type ChargingProfilePurposeEnumType =
  | 'ChargingStationExternalConstraints'
  | 'ChargingStationMaxProfile'
  | 'TxDefaultProfile'
  | 'TxProfile'
  | 'PriorityCharging'
  | 'LocalGeneration'
export type ReportBaseEnumType = 'ConfigurationInventory' | 'FullInventory' | 'SummaryInventory'
export type ChargingRateUnitEnumType = 'W' | 'A'
export type MessagePriorityEnumType = 'AlwaysFront' | 'InFront' | 'NormalCycle'
export type MessageStateEnumType = 'Charging' | 'Faulted' | 'Idle' | 'Unavailable' | 'Suspended' | 'Discharging'
export type GetCertificateIdUseEnumType =
  | 'V2GRootCertificate'
  | 'MORootCertificate'
  | 'CSMSRootCertificate'
  | 'V2GCertificateChain'
  | 'ManufacturerRootCertificate'
  | 'OEMRootCertificate'
export type LogEnumType = 'DiagnosticsLog' | 'SecurityLog' | 'DataCollectorLog'
export type MonitoringCriterionEnumType = 'ThresholdMonitoring' | 'DeltaMonitoring' | 'PeriodicMonitoring'
export type AttributeEnumType = 'Actual' | 'Target' | 'MinSet' | 'MaxSet'
export type InstallCertificateUseEnumType =
  | 'V2GRootCertificate'
  | 'MORootCertificate'
  | 'ManufacturerRootCertificate'
  | 'CSMSRootCertificate'
  | 'OEMRootCertificate'
export type ChargingProfileKindEnumType = 'Absolute' | 'Recurring' | 'Relative' | 'Dynamic'
export type CostKindEnumType = 'CarbonDioxideEmission' | 'RelativePricePercentage' | 'RenewableGenerationPercentage'
export type OperationModeEnumType =
  | 'Idle'
  | 'ChargingOnly'
  | 'CentralSetpoint'
  | 'ExternalSetpoint'
  | 'ExternalLimits'
  | 'CentralFrequency'
  | 'LocalFrequency'
  | 'LocalLoadBalancing'
export type RecurrencyKindEnumType = 'Daily' | 'Weekly'
export type ResetEnumType = 'Immediate' | 'OnIdle' | 'ImmediateAndResume'
export type UpdateEnumType = 'Differential' | 'Full'
export type APNAuthenticationEnumType = 'PAP' | 'CHAP' | 'NONE' | 'AUTO'
export type OCPPInterfaceEnumType =
  'Wired0' | 'Wired1' | 'Wired2' | 'Wired3' | 'Wireless0' | 'Wireless1' | 'Wireless2' | 'Wireless3' | 'Any'
export type OCPPTransportEnumType = 'SOAP' | 'JSON'
export type OCPPVersionEnumType = 'OCPP12' | 'OCPP15' | 'OCPP16' | 'OCPP20' | 'OCPP201' | 'OCPP21'
export type VPNEnumType = 'IKEv2' | 'IPSec' | 'L2TP' | 'PPTP'
export type MessageTriggerEnumType =
  | 'BootNotification'
  | 'LogStatusNotification'
  | 'FirmwareStatusNotification'
  | 'Heartbeat'
  | 'MeterValues'
  | 'SignChargingStationCertificate'
  | 'SignV2GCertificate'
  | 'SignV2G20Certificate'
  | 'StatusNotification'
  | 'TransactionEvent'
  | 'SignCombinedCertificate'
  | 'PublishFirmwareStatusNotification'
  | 'CustomTrigger'

export interface AdditionalInfoType {
  additionalIdToken: string
  type: string
  customData?: CustomDataType
}
export interface CustomDataType {
  vendorId: string
}
export interface IdTokenInfoType {
  status: AuthorizationStatusEnumType
  cacheExpiryDateTime?: string
  chargingPriority?: number
  groupIdToken?: IdTokenType
  language1?: string
  language2?: string
  evseId?: number[]
  personalMessage?: MessageContentType
  customData?: CustomDataType
}
export interface IdTokenType {
  additionalInfo?: AdditionalInfoType[]
  idToken: string
  type: string
  customData?: CustomDataType
}
export interface MessageContentType {
  format: MessageFormatEnumType
  language?: string
  content: string
  customData?: CustomDataType
}
export interface PriceType {
  exclTax?: number
  inclTax?: number
  taxRates?: TaxRateType[]
  customData?: CustomDataType
}
export interface TaxRateType {
  type: string
  tax: number
  stack?: number
  customData?: CustomDataType
}
export interface TariffConditionsFixedType {
  startTimeOfDay?: string
  endTimeOfDay?: string
  dayOfWeek?: DayOfWeekEnumType[]
  validFromDate?: string
  validToDate?: string
  evseKind?: EvseKindEnumType
  paymentBrand?: string
  paymentRecognition?: string
  customData?: CustomDataType
}
export interface TariffConditionsType {
  startTimeOfDay?: string
  endTimeOfDay?: string
  dayOfWeek?: DayOfWeekEnumType[]
  validFromDate?: string
  validToDate?: string
  evseKind?: EvseKindEnumType
  minEnergy?: number
  maxEnergy?: number
  minCurrent?: number
  maxCurrent?: number
  minPower?: number
  maxPower?: number
  minTime?: number
  maxTime?: number
  minChargingTime?: number
  maxChargingTime?: number
  minIdleTime?: number
  maxIdleTime?: number
  customData?: CustomDataType
}
export interface TariffEnergyPriceType {
  priceKwh: number
  conditions?: TariffConditionsType
  customData?: CustomDataType
}
export interface TariffEnergyType {
  prices: TariffEnergyPriceType[]
  taxRates?: TaxRateType[]
  customData?: CustomDataType
}
export interface TariffFixedPriceType {
  conditions?: TariffConditionsFixedType
  priceFixed: number
  customData?: CustomDataType
}
export interface TariffFixedType {
  prices: TariffFixedPriceType[]
  taxRates?: TaxRateType[]
  customData?: CustomDataType
}
export interface TariffTimePriceType {
  priceMinute: number
  conditions?: TariffConditionsType
  customData?: CustomDataType
}
export interface TariffTimeType {
  prices: TariffTimePriceType[]
  taxRates?: TaxRateType[]
  customData?: CustomDataType
}
export interface TariffType {
  tariffId: string
  description?: MessageContentType[]
  currency: string
  energy?: TariffEnergyType
  validFrom?: string
  chargingTime?: TariffTimeType
  idleTime?: TariffTimeType
  fixedFee?: TariffFixedType
  reservationTime?: TariffTimeType
  reservationFixed?: TariffFixedType
  minCost?: PriceType
  maxCost?: PriceType
  customData?: CustomDataType
}
export interface AuthorizeResponse {
  idTokenInfo: IdTokenInfoType
  certificateStatus?: AuthorizeCertificateStatusEnumType
  allowedEnergyTransfer?: EnergyTransferModeEnumType[]
  tariff?: TariffType
  customData?: CustomDataType
}
export interface BatterySwapResponse {
  customData?: CustomDataType
}
export interface StatusInfoType {
  reasonCode: string
  additionalInfo?: string
  customData?: CustomDataType
}
export interface BootNotificationResponse {
  currentTime: string
  interval: number
  status: RegistrationStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface ClearedChargingLimitResponse {
  customData?: CustomDataType
}
export interface ClosePeriodicEventStreamResponse {
  customData?: CustomDataType
}
export interface DataTransferResponse {
  status: DataTransferStatusEnumType
  statusInfo?: StatusInfoType
  data?: unknown
  customData?: CustomDataType
}
export interface FirmwareStatusNotificationResponse {
  customData?: CustomDataType
}
export interface Get15118EVCertificateResponse {
  status: Iso15118EVCertificateStatusEnumType
  statusInfo?: StatusInfoType
  exiResponse: string
  remainingContracts?: number
  customData?: CustomDataType
}
export interface CertificateHashDataType {
  hashAlgorithm: HashAlgorithmEnumType
  issuerNameHash: string
  issuerKeyHash: string
  serialNumber: string
  customData?: CustomDataType
}
export interface CertificateStatusType {
  certificateHashData: CertificateHashDataType
  source: CertificateStatusSourceEnumType
  status: CertificateStatusEnumType
  nextUpdate: string
  customData?: CustomDataType
}
export interface GetCertificateChainStatusResponse {
  certificateStatus: CertificateStatusType[]
  customData?: CustomDataType
}
export interface GetCertificateStatusResponse {
  status: GetCertificateStatusEnumType
  statusInfo?: StatusInfoType
  ocspResult?: string
  customData?: CustomDataType
}
export interface HeartbeatResponse {
  currentTime: string
  customData?: CustomDataType
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
export interface NotifyDERAlarmResponse {
  customData?: CustomDataType
}
export interface NotifyDERStartStopResponse {
  customData?: CustomDataType
}
export interface NotifyDisplayMessagesResponse {
  customData?: CustomDataType
}
export interface NotifyEVChargingNeedsResponse {
  status: NotifyEVChargingNeedsStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface NotifyEVChargingScheduleResponse {
  status: GenericStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface NotifyEventResponse {
  customData?: CustomDataType
}
export interface NotifyMonitoringReportResponse {
  customData?: CustomDataType
}
export interface NotifyPriorityChargingResponse {
  customData?: CustomDataType
}
export interface NotifyReportResponse {
  customData?: CustomDataType
}
export interface NotifySettlementResponse {
  receiptUrl?: string
  receiptId?: string
  customData?: CustomDataType
}
export interface OpenPeriodicEventStreamResponse {
  status: GenericStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface PublishFirmwareStatusNotificationResponse {
  customData?: CustomDataType
}
export interface ChargingScheduleUpdateType {
  limit?: number
  limit_L2?: number
  limit_L3?: number
  dischargeLimit?: number
  dischargeLimit_L2?: number
  dischargeLimit_L3?: number
  setpoint?: number
  setpoint_L2?: number
  setpoint_L3?: number
  setpointReactive?: number
  setpointReactive_L2?: number
  setpointReactive_L3?: number
  customData?: CustomDataType
}
export interface PullDynamicScheduleUpdateResponse {
  scheduleUpdate?: ChargingScheduleUpdateType
  status: ChargingProfileStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface ReportChargingProfilesResponse {
  customData?: CustomDataType
}
export interface ReportDERControlResponse {
  customData?: CustomDataType
}
export interface ReservationStatusUpdateResponse {
  customData?: CustomDataType
}
export interface SecurityEventNotificationResponse {
  customData?: CustomDataType
}
export interface SignCertificateResponse {
  status: GenericStatusEnumType
  statusInfo?: StatusInfoType
  customData?: CustomDataType
}
export interface StatusNotificationResponse {
  customData?: CustomDataType
}
export interface TransactionLimitType {
  maxCost?: number
  maxEnergy?: number
  maxTime?: number
  maxSoC?: number
  customData?: CustomDataType
}
export interface TransactionEventResponse {
  totalCost?: number
  chargingPriority?: number
  idTokenInfo?: IdTokenInfoType
  transactionLimit?: TransactionLimitType
  updatedPersonalMessage?: MessageContentType
  updatedPersonalMessageExtra?: MessageContentType[]
  customData?: CustomDataType
}
export interface AddressType {
  name: string
  address1: string
  address2?: string
  city: string
  postalCode?: string
  country: string
  customData?: CustomDataType
}
export interface VatNumberValidationResponse {
  company?: AddressType
  statusInfo?: StatusInfoType
  vatNumber: string
  evseId?: number
  status: GenericStatusEnumType
  customData?: CustomDataType
}
export interface CancelReservationRequest {
  reservationId: number
  customData?: CustomDataType
}
export interface CertificateSignedRequest {
  certificateChain: string
  certificateType?: CertificateSigningUseEnumType
  requestId?: number
  customData?: CustomDataType
}
export interface EVSEType {
  id: number
  connectorId?: number
  customData?: CustomDataType
}
export interface ChangeAvailabilityRequest {
  evse?: EVSEType
  operationalStatus: OperationalStatusEnumType
  customData?: CustomDataType
}
export interface ChangeTransactionTariffRequest {
  tariff: TariffType
  transactionId: string
  customData?: CustomDataType
}
export interface ClearChargingProfileType {
  evseId?: number
  chargingProfilePurpose?: ChargingProfilePurposeEnumType
  stackLevel?: number
  customData?: CustomDataType
}
export interface ClearChargingProfileRequest {
  chargingProfileId?: number
  chargingProfileCriteria?: ClearChargingProfileType
  customData?: CustomDataType
}
export interface ClearTariffsRequest {
  tariffIds?: string[]
  evseId?: number
  customData?: CustomDataType
}
export interface CostUpdatedRequest {
  totalCost: number
  transactionId: string
  customData?: CustomDataType
}
export interface GetBaseReportRequest {
  requestId: number
  reportBase: ReportBaseEnumType
  customData?: CustomDataType
}
export interface ChargingProfileCriterionType {
  chargingProfilePurpose?: ChargingProfilePurposeEnumType
  stackLevel?: number
  chargingProfileId?: number[]
  chargingLimitSource?: string[]
  customData?: CustomDataType
}
export interface GetChargingProfilesRequest {
  requestId: number
  evseId?: number
  chargingProfile: ChargingProfileCriterionType
  customData?: CustomDataType
}
export interface GetCompositeScheduleRequest {
  duration: number
  chargingRateUnit?: ChargingRateUnitEnumType
  evseId: number
  customData?: CustomDataType
}
export interface GetDisplayMessagesRequest {
  id?: number[]
  requestId: number
  priority?: MessagePriorityEnumType
  state?: MessageStateEnumType
  customData?: CustomDataType
}
export interface GetInstalledCertificateIdsRequest {
  certificateType?: GetCertificateIdUseEnumType[]
  customData?: CustomDataType
}
export interface GetLocalListVersionRequest {
  customData?: CustomDataType
}
export interface LogParametersType {
  remoteLocation: string
  oldestTimestamp?: string
  latestTimestamp?: string
  customData?: CustomDataType
}
export interface GetLogRequest {
  log: LogParametersType
  logType: LogEnumType
  requestId: number
  retries?: number
  retryInterval?: number
  customData?: CustomDataType
}
export interface ComponentType {
  evse?: EVSEType
  name: string
  instance?: string
  customData?: CustomDataType
}
export interface ComponentVariableType {
  component: ComponentType
  variable?: VariableType
  customData?: CustomDataType
}
export interface VariableType {
  name: string
  instance?: string
  customData?: CustomDataType
}
export interface GetMonitoringReportRequest {
  componentVariable?: ComponentVariableType[]
  requestId: number
  monitoringCriteria?: MonitoringCriterionEnumType[]
  customData?: CustomDataType
}
export interface GetTariffsRequest {
  evseId: number
  customData?: CustomDataType
}
export interface GetVariableDataType {
  attributeType?: AttributeEnumType
  component: ComponentType
  variable: VariableType
  customData?: CustomDataType
}
export interface GetVariablesRequest {
  getVariableData: GetVariableDataType[]
  customData?: CustomDataType
}
export interface InstallCertificateRequest {
  certificateType: InstallCertificateUseEnumType
  certificate: string
  customData?: CustomDataType
}
export interface AbsolutePriceScheduleType {
  timeAnchor: string
  priceScheduleID: number
  priceScheduleDescription?: string
  currency: string
  language: string
  priceAlgorithm: string
  minimumCost?: RationalNumberType
  maximumCost?: RationalNumberType
  priceRuleStacks: PriceRuleStackType[]
  taxRules?: TaxRuleType[]
  overstayRuleList?: OverstayRuleListType
  additionalSelectedServices?: AdditionalSelectedServicesType[]
  customData?: CustomDataType
}
export interface RationalNumberType {
  exponent: number
  value: number
  customData?: CustomDataType
}
export interface PriceRuleStackType {
  duration: number
  priceRule: PriceRuleType[]
  customData?: CustomDataType
}
export interface PriceRuleType {
  parkingFeePeriod?: number
  carbonDioxideEmission?: number
  renewableGenerationPercentage?: number
  energyFee: RationalNumberType
  parkingFee?: RationalNumberType
  powerRangeStart: RationalNumberType
  customData?: CustomDataType
}
export interface TaxRuleType {
  taxRuleID: number
  taxRuleName?: string
  taxIncludedInPrice?: boolean
  appliesToEnergyFee: boolean
  appliesToParkingFee: boolean
  appliesToOverstayFee: boolean
  appliesToMinimumMaximumCost: boolean
  taxRate: RationalNumberType
  customData?: CustomDataType
}
export interface OverstayRuleListType {
  overstayPowerThreshold?: RationalNumberType
  overstayRule: OverstayRuleType[]
  overstayTimeThreshold?: number
  customData?: CustomDataType
}
export interface OverstayRuleType {
  overstayFee: RationalNumberType
  overstayRuleDescription?: string
  startTime: number
  overstayFeePeriod: number
  customData?: CustomDataType
}
export interface AdditionalSelectedServicesType {
  serviceFee: RationalNumberType
  serviceName: string
  customData?: CustomDataType
}
export interface ChargingProfileType {
  id: number
  stackLevel: number
  chargingProfilePurpose: ChargingProfilePurposeEnumType
  chargingProfileKind: ChargingProfileKindEnumType
  recurrencyKind?: RecurrencyKindEnumType
  validFrom?: string
  validTo?: string
  transactionId?: string
  maxOfflineDuration?: number
  chargingSchedule: ChargingScheduleType[]
  invalidAfterOfflineDuration?: boolean
  dynUpdateInterval?: number
  dynUpdateTime?: string
  priceScheduleSignature?: string
  customData?: CustomDataType
}
export interface ChargingScheduleType {
  id: number
  limitAtSoC?: LimitAtSoCType
  startSchedule?: string
  duration?: number
  chargingRateUnit: ChargingRateUnitEnumType
  minChargingRate?: number
  powerTolerance?: number
  signatureId?: number
  digestValue?: string
  useLocalTime?: boolean
  chargingSchedulePeriod: ChargingSchedulePeriodType[]
  randomizedDelay?: number
  salesTariff?: SalesTariffType
  absolutePriceSchedule?: AbsolutePriceScheduleType
  priceLevelSchedule?: PriceLevelScheduleType
  customData?: CustomDataType
}
export interface LimitAtSoCType {
  soc: number
  limit: number
  customData?: CustomDataType
}
export interface ChargingSchedulePeriodType {
  startPeriod: number
  limit?: number
  limit_L2?: number
  limit_L3?: number
  numberPhases?: number
  phaseToUse?: number
  dischargeLimit?: number
  dischargeLimit_L2?: number
  dischargeLimit_L3?: number
  setpoint?: number
  setpoint_L2?: number
  setpoint_L3?: number
  setpointReactive?: number
  setpointReactive_L2?: number
  setpointReactive_L3?: number
  preconditioningRequest?: boolean
  evseSleep?: boolean
  v2xBaseline?: number
  operationMode?: OperationModeEnumType
  v2xFreqWattCurve?: V2XFreqWattPointType[]
  v2xSignalWattCurve?: V2XSignalWattPointType[]
  customData?: CustomDataType
}
export interface V2XFreqWattPointType {
  frequency: number
  power: number
  customData?: CustomDataType
}
export interface V2XSignalWattPointType {
  signal: number
  power: number
  customData?: CustomDataType
}
export interface SalesTariffType {
  id: number
  salesTariffDescription?: string
  numEPriceLevels?: number
  salesTariffEntry: SalesTariffEntryType[]
  customData?: CustomDataType
}
export interface SalesTariffEntryType {
  relativeTimeInterval: RelativeTimeIntervalType
  ePriceLevel?: number
  consumptionCost?: ConsumptionCostType[]
  customData?: CustomDataType
}
export interface RelativeTimeIntervalType {
  start: number
  duration?: number
  customData?: CustomDataType
}
export interface ConsumptionCostType {
  startValue: number
  cost: CostType[]
  customData?: CustomDataType
}
export interface CostType {
  costKind: CostKindEnumType
  amount: number
  amountMultiplier?: number
  customData?: CustomDataType
}
export interface PriceLevelScheduleType {
  priceLevelScheduleEntries: PriceLevelScheduleEntryType[]
  timeAnchor: string
  priceScheduleId: number
  priceScheduleDescription?: string
  numberOfPriceLevels: number
  customData?: CustomDataType
}
export interface PriceLevelScheduleEntryType {
  duration: number
  priceLevel: number
  customData?: CustomDataType
}
export interface RequestStartTransactionRequest {
  evseId?: number
  groupIdToken?: IdTokenType
  idToken: IdTokenType
  remoteStartId: number
  chargingProfile?: ChargingProfileType
  customData?: CustomDataType
}
export interface RequestStopTransactionRequest {
  transactionId: string
  customData?: CustomDataType
}
export interface ReserveNowRequest {
  id: number
  expiryDateTime: string
  connectorType?: string
  idToken: IdTokenType
  evseId?: number
  groupIdToken?: IdTokenType
  customData?: CustomDataType
}
export interface ResetRequest {
  type: ResetEnumType
  evseId?: number
  customData?: CustomDataType
}
export interface AuthorizationData {
  idToken: IdTokenType
  idTokenInfo?: IdTokenInfoType
  customData?: CustomDataType
}
export interface SendLocalListRequest {
  localAuthorizationList?: AuthorizationData[]
  versionNumber: number
  updateType: UpdateEnumType
  customData?: CustomDataType
}
export interface SetChargingProfileRequest {
  evseId: number
  chargingProfile: ChargingProfileType
  customData?: CustomDataType
}
export interface SetDefaultTariffRequest {
  evseId: number
  tariff: TariffType
  customData?: CustomDataType
}
export interface APNType {
  apn: string
  apnUserName?: string
  apnPassword?: string
  simPin?: number
  preferredNetwork?: string
  useOnlyPreferredNetwork?: boolean
  apnAuthentication: APNAuthenticationEnumType
  customData?: CustomDataType
}
export interface NetworkConnectionProfileType {
  apn?: APNType
  ocppVersion?: OCPPVersionEnumType
  ocppInterface: OCPPInterfaceEnumType
  ocppTransport: OCPPTransportEnumType
  messageTimeout: number
  ocppCsmsUrl: string
  securityProfile: number
  identity?: string
  basicAuthPassword?: string
  vpn?: VPNType
  customData?: CustomDataType
}
export interface VPNType {
  server: string
  user: string
  group?: string
  password: string
  key: string
  type: VPNEnumType
  customData?: CustomDataType
}
export interface SetNetworkProfileRequest {
  configurationSlot: number
  connectionData: NetworkConnectionProfileType
  customData?: CustomDataType
}
export interface SetVariableDataType {
  attributeType?: AttributeEnumType
  attributeValue: string
  component: ComponentType
  variable: VariableType
  customData?: CustomDataType
}
export interface SetVariablesRequest {
  setVariableData: SetVariableDataType[]
  customData?: CustomDataType
}
export interface TriggerMessageRequest {
  evse?: EVSEType
  requestedMessage: MessageTriggerEnumType
  customTrigger?: string
  customData?: CustomDataType
}
export interface UnlockConnectorRequest {
  evseId: number
  connectorId: number
  customData?: CustomDataType
}
export interface FirmwareType {
  location: string
  retrieveDateTime: string
  installDateTime?: string
  signingCertificate?: string
  signature?: string
  customData?: CustomDataType
}
export interface UpdateFirmwareRequest {
  retries?: number
  retryInterval?: number
  requestId: number
  firmware: FirmwareType
  customData?: CustomDataType
}

export interface Answers {
  Authorize: AuthorizeResponse
  BatterySwap: BatterySwapResponse
  BootNotification: BootNotificationResponse
  ClearedChargingLimit: ClearedChargingLimitResponse
  ClosePeriodicEventStream: ClosePeriodicEventStreamResponse
  DataTransfer: DataTransferResponse
  FirmwareStatusNotification: FirmwareStatusNotificationResponse
  Get15118EVCertificate: Get15118EVCertificateResponse
  GetCertificateChainStatus: GetCertificateChainStatusResponse
  GetCertificateStatus: GetCertificateStatusResponse
  Heartbeat: HeartbeatResponse
  LogStatusNotification: LogStatusNotificationResponse
  MeterValues: MeterValuesResponse
  NotifyChargingLimit: NotifyChargingLimitResponse
  NotifyCustomerInformation: NotifyCustomerInformationResponse
  NotifyDERAlarm: NotifyDERAlarmResponse
  NotifyDERStartStop: NotifyDERStartStopResponse
  NotifyDisplayMessages: NotifyDisplayMessagesResponse
  NotifyEVChargingNeeds: NotifyEVChargingNeedsResponse
  NotifyEVChargingSchedule: NotifyEVChargingScheduleResponse
  NotifyEvent: NotifyEventResponse
  NotifyMonitoringReport: NotifyMonitoringReportResponse
  NotifyPriorityCharging: NotifyPriorityChargingResponse
  NotifyReport: NotifyReportResponse
  NotifySettlement: NotifySettlementResponse
  OpenPeriodicEventStream: OpenPeriodicEventStreamResponse
  PublishFirmwareStatusNotification: PublishFirmwareStatusNotificationResponse
  PullDynamicScheduleUpdate: PullDynamicScheduleUpdateResponse
  ReportChargingProfiles: ReportChargingProfilesResponse
  ReportDERControl: ReportDERControlResponse
  ReservationStatusUpdate: ReservationStatusUpdateResponse
  SecurityEventNotification: SecurityEventNotificationResponse
  SignCertificate: SignCertificateResponse
  StatusNotification: StatusNotificationResponse
  TransactionEvent: TransactionEventResponse
  VatNumberValidation: VatNumberValidationResponse
}

export interface Requests {
  CancelReservation: CancelReservationRequest
  CertificateSigned: CertificateSignedRequest
  ChangeAvailability: ChangeAvailabilityRequest
  ChangeTransactionTariff: ChangeTransactionTariffRequest
  ClearChargingProfile: ClearChargingProfileRequest
  ClearTariffs: ClearTariffsRequest
  CostUpdated: CostUpdatedRequest
  GetBaseReport: GetBaseReportRequest
  GetChargingProfiles: GetChargingProfilesRequest
  GetCompositeSchedule: GetCompositeScheduleRequest
  GetDisplayMessages: GetDisplayMessagesRequest
  GetInstalledCertificateIds: GetInstalledCertificateIdsRequest
  GetLocalListVersion: GetLocalListVersionRequest
  GetLog: GetLogRequest
  GetMonitoringReport: GetMonitoringReportRequest
  GetTariffs: GetTariffsRequest
  GetVariables: GetVariablesRequest
  InstallCertificate: InstallCertificateRequest
  RequestStartTransaction: RequestStartTransactionRequest
  RequestStopTransaction: RequestStopTransactionRequest
  ReserveNow: ReserveNowRequest
  Reset: ResetRequest
  SendLocalList: SendLocalListRequest
  SetChargingProfile: SetChargingProfileRequest
  SetDefaultTariff: SetDefaultTariffRequest
  SetNetworkProfile: SetNetworkProfileRequest
  SetVariables: SetVariablesRequest
  TriggerMessage: TriggerMessageRequest
  UnlockConnector: UnlockConnectorRequest
  UpdateFirmware: UpdateFirmwareRequest
}
