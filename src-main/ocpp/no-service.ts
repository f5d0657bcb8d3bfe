import { object, text } from './wire-reading'

/** Why a station does not get what only a service on the internet could give; the reason codes are those of part 2. */
export const noService = { reasonCode: 'NotEnabled', additionalInfo: 'No such service can be reached from here' }

/** The vehicle charges by what the station and its profiles allow. */
export const noSchedule = { reasonCode: 'NotEnabled', additionalInfo: 'No schedules are made for vehicles here' }

export const noDynamicProfile = { reasonCode: 'NotFound', additionalInfo: 'No such profile is renewed from here' }

/** Of a certificate that is asked about. */
export const serialOf = (hash: unknown): string | null => text(object(hash).serialNumber)
