import type { CurvePoint, Sample } from '#contract/sessions'
import { absorb, ASSUMED_RATED_POWER_W, emptyMeter, type MeterState, takeRegister } from './meter'
import type { Session } from './session'

/** Builds the curve of a session, sample by sample; hand it later samples and it goes on where it was. */
export interface CurveBuilder {
  add(samples: readonly Sample[]): CurvePoint[]
}

/**
 * The curve uses the same meter rules as the bill, so that its last point is the session's energy. A point per instant;
 * readings older than what was already drawn are left out.
 */
export function curveBuilder(session: Session): CurveBuilder {
  let meter: MeterState = startMeter(session)
  let lastAt = -Infinity
  return {
    add(samples) {
      const instants = new Map<number, Sample[]>()
      for (const sample of [...samples].sort((a, b) => a.at - b.at)) {
        if (sample.at < lastAt) continue
        instants.set(sample.at, [...(instants.get(sample.at) ?? []), sample])
      }
      return [...instants].map(([at, group]) => {
        meter = absorb(meter, group, ASSUMED_RATED_POWER_W).meter
        lastAt = at
        const power = meter.power?.at === at ? meter.power : null
        return {
          at,
          powerW: power?.watts ?? null,
          powerDerived: power?.derived ?? false,
          energyWh: meter.first === null ? null : meter.energyWh,
          socPercent: meter.soc?.at === at ? meter.soc.now : null,
        }
      })
    },
  }
}

function startMeter(session: Session): MeterState {
  if (session.meterStartWh === null) return emptyMeter
  const outcome = { meter: { ...emptyMeter }, marks: [], findings: [] }
  takeRegister(outcome, { at: session.startedAt, wh: session.meterStartWh }, ASSUMED_RATED_POWER_W)
  return outcome.meter
}
