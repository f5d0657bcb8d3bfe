import { createECDH, createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto'

/** How a meter signs: an OCMF record at the begin and at the end of each transaction. */
export interface SigningPlan {
  /** With which values the key is told; with all of them when absent. */
  key?: 'always' | 'once' | 'never'
  /** Where the meter stands with its count of records; 1 when absent. */
  firstPage?: number
}

export interface SigningMeter {
  /** The public key as SubjectPublicKeyInfo, hexadecimal. */
  readonly publicKey: string
  /** One record. Each call counts up. */
  record(moment: 'begin' | 'end', reading: { wh: number; time: string; token: string }): SignedRecord
}

export interface SignedRecord {
  ocmf: string
  publicKey: string | null
}

const CURVE = 'prime256v1'

/** The key follows from the name, so that a meter keeps it from run to run. Good for nothing but play. */
function keysOf(name: string): { privateKey: KeyObject; publicKey: string } {
  const scalar = createHash('sha256').update(`meter ${name}`).digest()
  const pair = createECDH(CURVE)
  pair.setPrivateKey(scalar)
  const point = pair.getPublicKey()
  const privateKey = createPrivateKey({
    format: 'jwk',
    key: {
      kty: 'EC',
      crv: 'P-256',
      d: scalar.toString('base64url'),
      x: point.subarray(1, 33).toString('base64url'),
      y: point.subarray(33).toString('base64url'),
    },
  })
  return { privateKey, publicKey: createPublicKey(privateKey).export({ format: 'der', type: 'spki' }).toString('hex') }
}

export function createSigningMeter(serial: string, plan: SigningPlan): SigningMeter {
  const { privateKey, publicKey } = keysOf(serial)
  let page = plan.firstPage ?? 1
  return {
    publicKey,
    record(moment, { wh, time, token }) {
      const payload = payloadOf({ serial, page: page++, moment, wh, time, token })
      const signature = sign('sha256', Buffer.from(payload), privateKey).toString('hex')
      const isTold = plan.key === undefined || plan.key === 'always' || (plan.key === 'once' && moment === 'end')
      return {
        ocmf: `OCMF|${payload}|${JSON.stringify({ SA: 'ECDSA-secp256r1-SHA256', SD: signature })}`,
        publicKey: isTold ? publicKey : null,
      }
    },
  }
}

interface RecordFacts {
  serial: string
  page: number
  moment: 'begin' | 'end'
  wh: number
  time: string
  token: string
}

function payloadOf({ serial, page, moment, wh, time, token }: RecordFacts): string {
  const text = JSON.stringify({
    FV: '1.0',
    GI: 'Virtual station',
    GS: serial,
    GV: '1.0',
    PG: `T${page}`,
    MV: 'Virtual',
    MM: 'Register',
    MS: serial,
    MF: '1.0',
    IS: true,
    IL: 'HEARSAY',
    IF: ['RFID_PLAIN'],
    IT: 'ISO14443',
    ID: token,
    RD: [{ TM: `${time.replace('.', ',').replace('Z', '+0000')} S`, TX: moment === 'begin' ? 'B' : 'E', RV: 0, RI: '1-0:1.8.0', RU: 'kWh', RT: 'AC', EF: '', ST: 'G' }],
  })
  // JSON would drop the zeros at the end, and they say how fine the meter measures.
  return text.replace('"RV":0', `"RV":${(wh / 1000).toFixed(3)}`)
}

/** The object in which the Open Charge Alliance wraps a record, in 1.6 as in 2.x. */
export const containerOf = ({ ocmf, publicKey }: SignedRecord) => ({
  signedMeterData: Buffer.from(ocmf).toString('base64'),
  signingMethod: 'ECDSA-secp256r1-SHA256',
  encodingMethod: 'OCMF',
  publicKey: publicKey === null ? '' : Buffer.from(`oca:base16:asn1:${publicKey}`).toString('base64'),
})
