import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import { type PlanPicture, planInputSchema, planSpotSchema, type SitePlan } from '../plan'
import { identitySchema } from '../vocabulary'
import { administers, reads } from './inputs'

const siteInput = z.object({ site: z.int().positive() })

export const plans = {
  /** The plans of all sites that have one, without their pictures. */
  watch: reads('GET /plans').output(eventIterator(type<SitePlan[]>())),
  picture: reads('GET /plans/{site}/picture').input(siteInput).output(type<PlanPicture>()),
  /** Where there was one, stations keep their places on the new picture. */
  save: administers('PUT /plans/{site}').input(planInputSchema).output(type<void>()),
  /** With the places on it. */
  remove: administers('DELETE /plans/{site}').input(siteInput).output(type<void>()),
  /** Puts a station of the site somewhere else on its plan. */
  place: administers('POST /plans/places').input(planSpotSchema).output(type<void>()),
  takeOff: administers('DELETE /plans/places').input(z.object({ station: identitySchema })).output(type<void>()),
}
