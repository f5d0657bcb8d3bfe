import type { StationMessage } from '../domain/station-message'
import { text, type Wire } from './wire-reading'

/** All that 1.6 names (security whitepaper, edition 3, appendix), and whether it is critical. */
export const events16: Readonly<Record<string, boolean>> = {
  FirmwareUpdated: true,
  FailedToAuthenticationAtCentralSystem: false,
  CentralSystemFailedToAuthentication: false,
  SettingSystemTime: true,
  StartupOfTheDevice: true,
  ResetOrReboot: true,
  SecurityLogWasCleared: true,
  ReconfigurationOfSecurityParameters: false,
  MemoryExhaustion: true,
  InvalidMessages: false,
  AttemptedReplayAttacks: false,
  TamperDetectionActivated: true,
  InvalidFirmwareSignature: false,
  InvalidFirmwareSigningCertificate: false,
  InvalidCentralSystemCertificate: false,
  InvalidChargePointCertificate: false,
  InvalidTLSVersion: false,
  InvalidTLSCipherSuite: false,
}

/** All that 2.x names (2.0.1 part 2, appendix 1). */
export const events2: Readonly<Record<string, boolean>> = {
  FirmwareUpdated: true,
  FailedToAuthenticateAtCsms: false,
  CsmsFailedToAuthenticate: false,
  SettingSystemTime: true,
  StartupOfTheDevice: true,
  ResetOrReboot: true,
  SecurityLogWasCleared: true,
  ReconfigurationOfSecurityParameters: false,
  MemoryExhaustion: true,
  InvalidMessages: false,
  AttemptedReplayAttacks: false,
  TamperDetectionActivated: true,
  InvalidFirmwareSignature: true,
  InvalidFirmwareSigningCertificate: true,
  InvalidCsmsCertificate: true,
  InvalidChargingStationCertificate: true,
  InvalidTLSVersion: true,
  InvalidTLSCipherSuite: true,
  MaintenanceLoginAccepted: true,
  MaintenanceLoginFailed: true,
}

/** What a vendor added is not critical: nobody can say so. */
export const decodeSecurityEvent = (names: Readonly<Record<string, boolean>>) => (payload: Wire): StationMessage => {
  const event = text(payload.type) ?? ''
  const isCritical = Object.hasOwn(names, event) && names[event] === true
  return { kind: 'security-event', event, time: text(payload.timestamp), info: text(payload.techInfo), isCritical }
}
