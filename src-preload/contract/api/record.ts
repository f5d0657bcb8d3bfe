import { type } from '@orpc/contract'
import { z } from 'zod'
import { type OwnAccordView, ownAccordNames } from '../own-accord'
import { identitySchema } from '../vocabulary'
import { operates, reads, stationInput } from './inputs'

export const ownAccord = {
  /** What is sent to a station without being asked, whether it may be, and when it was last. */
  get: reads('GET /stations/{station}/own-accord').input(stationInput).output(type<OwnAccordView>()),
  /** Switches it off or on for one station; `all` is hands off. For all stations: `settings.set`. */
  switch: operates('PUT /stations/{station}/own-accord')
    .input(z.object({ station: identitySchema, kind: z.enum([...ownAccordNames, 'all']), isOn: z.boolean() }))
    .output(type<OwnAccordView>()),
}
