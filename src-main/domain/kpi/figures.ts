import { attemptCauses, type KpiFigures } from '#contract/kpi'
import { sideOf } from './attempts'
import { causeSums, type DaySums } from './day-sums'
import { medianOf, shareOf, successRate, technicalRate } from './success'
import { reliabilityOf, uptimeOf } from './uptime'

/** The figures that follow from sums: the only place where they are divided (KPI definitions 0, 4, 6, 8). `durations` in seconds. */
export function figuresOf(sums: DaySums, durations: ArrayLike<number>): KpiFigures {
  const { attempts, started, occupiedMs, chargingMs, openMs, vehicleMs, stationMs, unclearMs, followedMs, completed } = sums
  const byUser = attemptCauses.reduce((sum, cause) => (sideOf[cause] === 'user' ? sum + sums[causeSums[cause]] : sum), 0)
  const medianS = medianOf(durations)
  const { sessions, noise, implausible, suspect, marked, neverIdentified, observedMs, unobservedMs, outageMs, excludedMs, failures } = sums
  return {
    sessions, noise, implausible, suspect, marked, attempts, started, neverIdentified,
    // The keys of a literal.
    causes: Object.fromEntries(attemptCauses.map((cause) => [cause, sums[causeSums[cause]]])) as KpiFigures['causes'],
    successRate: successRate({ attempts, started }),
    technicalRate: technicalRate({ attempts, started, byUser }),
    energyWh: sums.energyMwh / 1000,
    completed,
    durationMeanMs: shareOf(sums.durationMs, completed),
    durationMedianMs: medianS === null ? null : medianS * 1000,
    energyPerSessionWh: shareOf(sums.sessionMwh / 1000, completed),
    openMs, occupiedMs, chargingMs,
    utilization: shareOf(occupiedMs, openMs),
    chargingUtilization: shareOf(chargingMs, openMs),
    idleShare: shareOf(occupiedMs - chargingMs, occupiedMs),
    energyUtilization: shareOf(sums.ratedEnergyMwh, sums.ratedMwh),
    utilizationOfAvailable: shareOf(occupiedMs, sums.availableMs),
    inactivity: { vehicleMs, stationMs, unclearMs, ofMs: followedMs, share: shareOf(vehicleMs + stationMs + unclearMs, followedMs) },
    observedMs, unobservedMs, outageMs, excludedMs, failures,
    uptime: uptimeOf(sums),
    ...reliabilityOf(sums),
  }
}
