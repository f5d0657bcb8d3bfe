import { eventIterator, type } from '@orpc/contract'
import { z } from 'zod'
import type { SessionPrice } from '../price'
import {
  type AssignmentView,
  assignmentInputSchema,
  type PriceCourse,
  priceRuleSchema,
  type PricingBookView,
  type SessionPricing,
  tariffInputSchema,
  type TariffVersion,
  tariffTrialSchema,
  type TariffWeek,
} from '../pricing'
import { timeZoneSchema } from '../organisation'
import { tariffSchema } from '../tariff'
import { administers, reads, sessionInput } from './inputs'

const tariffId = z.string().min(1).max(36)
const ruleId = z.string().min(1).max(36)

export const pricing = {
  /** Tariffs with their versions, whose they are, and what changes prices. */
  watch: reads('GET /tariffs').output(eventIterator(type<PricingBookView>())),
  /** Adds a tariff or a version of one, or changes a version that no session began with. */
  saveTariff: administers('POST /tariffs').input(tariffInputSchema).output(type<TariffVersion>()),
  /** Retired: no longer offered. Refused while it is assigned. */
  setRetired: administers('POST /tariffs/retired').input(z.object({ tariff: tariffId, isRetired: z.boolean() })).output(type<void>()),
  saveAssignment: administers('POST /tariffs/assignments').input(assignmentInputSchema).output(type<AssignmentView>()),
  removeAssignment: administers('DELETE /tariffs/assignments/{assignment}')
    .input(z.object({ assignment: z.int().positive() }))
    .output(type<void>()),
  /** Price groups, discounts, free quantities, vouchers and points. */
  saveRule: administers('POST /tariffs/rules').input(priceRuleSchema).output(type<void>()),
  setRuleRetired: administers('POST /tariffs/rules/retired').input(z.object({ rule: ruleId, isRetired: z.boolean() })).output(type<void>()),
  /** What a made-up session would cost; nothing is stored. */
  tryTariff: reads('POST /tariffs/trial').input(tariffTrialSchema.extend({ timeZone: timeZoneSchema })).output(type<SessionPrice>()),
  /** Which price holds when, in the week of the instant. */
  week: reads('POST /tariffs/week')
    .input(z.object({ tariff: tariffSchema, timeZone: timeZoneSchema, at: z.int().min(0).max(8.64e15) }))
    .output(type<TariffWeek>()),
  watchSession: reads('GET /sessions/{session}/price').input(sessionInput).output(eventIterator(type<SessionPricing>())),
  /** The price over a session; null: it has none. */
  course: reads('GET /sessions/{session}/price/course').input(sessionInput).output(type<PriceCourse | null>()),
  /** Line by line, if it had ended at an instant; null: it has no price, or its way there can no longer be told. */
  priceAt: reads('GET /sessions/{session}/price/at')
    .input(sessionInput.extend({ at: z.int().min(0).max(8.64e15) }))
    .output(type<SessionPrice | null>()),
  /** Records the price of an ended session anew, by the tariffs of its own time: a credit and a new record. */
  priceAgain: administers('POST /sessions/{session}/price').input(sessionInput).output(type<void>()),
}
