import type { NeutralCall } from '../domain/station-message'
import { utcTime } from './dialect'

type SignedUpdate = Extract<NeutralCall, { kind: 'update-signed-firmware' }>

/** Every version writes it alike, under a name of its own. */
export const signedUpdate = ({ transfer: { requestId, location, retries, retryIntervalS }, retrieveAt, certificate, signature }: SignedUpdate) => ({
  requestId,
  retries,
  retryInterval: retryIntervalS,
  firmware: { location, retrieveDateTime: utcTime(retrieveAt), signingCertificate: certificate, signature },
})
