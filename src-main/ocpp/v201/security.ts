import type { StationReply } from '../../domain/station-message'
import type { Inbound, OutboundTable, Unsupported } from '../dialect'
import { certificateVerdict, readInstalled, requestText } from '../security-messages'
import { readStatus } from '../station-reply'
import { integer, object, objects, text } from '../wire-reading'
import { readVariableChanges } from './settings'
import type { Answers, Requests } from './wire.gen'

export const signCertificate: Inbound<Answers['SignCertificate']> = {
  decode: (payload) => ({
    kind: 'certificate-request',
    text: requestText(payload.csr),
    use: String(payload.certificateType ?? '').startsWith('V2G') ? 'v2g' : 'station',
    requestId: integer(payload.requestId),
  }),
  answer: (verdict) => ({ status: certificateVerdict(verdict) }),
}

const signingUses = { station: 'ChargingStationCertificate', v2g: 'V2GCertificate' } as const

const priority = { component: { name: 'OCPPCommCtrlr' }, variable: { name: 'NetworkConfigurationPriority' } }

/** Keys and certificates in 2.x (block A, block M). */
export const security = {
  'change-key': {
    action: 'SetVariables',
    encode({ key }): Requests['SetVariables'] | Unsupported {
      if (key.length < 16 || key.length > 40) return { unsupported: 'a key has 16 to 40 characters in OCPP 2.x' }
      const variable = { component: { name: 'SecurityCtrlr' }, variable: { name: 'BasicAuthPassword' } }
      return { setVariableData: [{ ...variable, attributeValue: key }] }
    },
    read: readVariableChanges,
  },
  'connection-profile': {
    action: 'SetNetworkProfile',
    encode: ({ slot, url, profile, isWireless }) => ({
      configurationSlot: slot,
      connectionData: {
        ocppVersion: 'OCPP20' as const,
        ocppTransport: 'JSON' as const,
        ocppCsmsUrl: url,
        messageTimeout: 30,
        securityProfile: profile,
        ocppInterface: isWireless ? ('Wireless0' as const) : ('Wired0' as const),
      },
    }),
    read: readStatus,
  },
  'connection-slots': {
    action: 'GetVariables',
    encode: (): Requests['GetVariables'] => ({ getVariableData: [priority] }),
    read(payload) {
      const value = text(object(objects(payload.getVariableResult)[0]).attributeValue) ?? ''
      const slots = value.split(',').map((slot) => Number(slot.trim())).filter((slot) => Number.isInteger(slot) && slot >= 0)
      return { accepted: true, raw: value, response: payload, slots: value.trim() === '' ? [] : slots }
    },
  },
  'prefer-connection': {
    action: 'SetVariables',
    encode({ slots }): Requests['SetVariables'] {
      return { setVariableData: [{ ...priority, attributeValue: slots.join(',') }] }
    },
    read: readVariableChanges,
  },
  'request-certificate': {
    action: 'TriggerMessage',
    encode: ({ use }) => ({
      requestedMessage: use === 'station' ? ('SignChargingStationCertificate' as const) : ('SignV2GCertificate' as const),
    }),
    read: readStatus,
  },
  'send-certificate': {
    action: 'CertificateSigned',
    encode: ({ chain, use }) => ({ certificateChain: chain, certificateType: signingUses[use] }),
    read: readStatus,
  },
  'install-root': {
    action: 'InstallCertificate',
    encode: ({ certificate }) => ({ certificateType: 'CSMSRootCertificate', certificate }),
    read: readStatus,
  },
  'installed-roots': {
    action: 'GetInstalledCertificateIds',
    encode: (): Requests['GetInstalledCertificateIds'] => ({ certificateType: ['CSMSRootCertificate'] }),
    read: (payload): StationReply =>
      readInstalled(payload, objects(payload.certificateHashDataChain).map((entry) => object(entry.certificateHashData))),
  },
} satisfies OutboundTable<Requests>
