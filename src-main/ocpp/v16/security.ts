import type { StationReply } from '../../domain/station-message'
import type { Inbound, OutboundTable, Unsupported } from '../dialect'
import { certificateVerdict, readInstalled, requestText } from '../security-messages'
import { readStatus } from '../station-reply'
import { objects } from '../wire-reading'
import { readChange } from './settings'
import type { Answers, Requests } from './wire.gen'

export const signCertificate: Inbound<Answers['SignCertificate']> = {
  decode: (payload) => ({ kind: 'certificate-request', text: requestText(payload.csr), use: 'station', requestId: null }),
  answer: (verdict) => ({ status: certificateVerdict(verdict) }),
}

/** Keys and certificates in 1.6 (security whitepaper, edition 3). */
export const security = {
  'change-key': {
    action: 'ChangeConfiguration',
    encode({ key }): Requests['ChangeConfiguration'] | Unsupported {
      const bytes = Buffer.from(key)
      if (bytes.length < 16 || bytes.length > 20) return { unsupported: 'a key has 16 to 20 characters in OCPP 1.6' }
      // Written as hexadecimal text; what a station makes of it at the next handshake differs (quirk C15).
      return { key: 'AuthorizationKey', value: bytes.toString('hex') }
    },
    read: readChange,
  },
  'raise-profile': {
    action: 'ChangeConfiguration',
    encode: ({ profile }) => ({ key: 'SecurityProfile', value: String(profile) }),
    read: readChange,
  },
  'request-certificate': {
    action: 'ExtendedTriggerMessage',
    encode({ use }): Requests['ExtendedTriggerMessage'] | Unsupported {
      if (use !== 'station') return { unsupported: 'OCPP 1.6 has no certificates for vehicles' }
      return { requestedMessage: 'SignChargePointCertificate' }
    },
    read: readStatus,
  },
  'send-certificate': {
    action: 'CertificateSigned',
    encode: ({ chain }) => ({ certificateChain: chain }),
    read: readStatus,
  },
  'install-root': {
    action: 'InstallCertificate',
    encode: ({ certificate }) => ({ certificateType: 'CentralSystemRootCertificate', certificate }),
    read: readStatus,
  },
  'installed-roots': {
    action: 'GetInstalledCertificateIds',
    encode: () => ({ certificateType: 'CentralSystemRootCertificate' }),
    read: (payload): StationReply => readInstalled(payload, objects(payload.certificateHashData)),
  },
} satisfies OutboundTable<Requests>
