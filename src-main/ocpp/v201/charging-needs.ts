import type { StationMessage } from '../../domain/station-message'
import { decimal, integer, object, text, type Wire } from '../wire-reading'

/** What the vehicle asks of its session (2.0.1 K15); 2.1 says the same in more blocks. */
export function decodeChargingNeeds(payload: Wire): StationMessage {
  const needs = object(payload.chargingNeeds)
  const mode = text(needs.requestedEnergyTransfer) ?? ''
  const [ac, dc, v2x] = [object(needs.acChargingParameters), object(needs.dcChargingParameters), object(needs.v2xChargingParameters)]
  return {
    kind: 'charging-needs',
    evse: integer(payload.evseId),
    departure: text(needs.departureTime),
    needs: {
      energyWh: decimal(ac.energyAmount) ?? decimal(dc.energyAmount) ?? decimal(v2x.evTargetEnergyRequest),
      phases: phasesOf(mode),
      isDirectCurrent: mode.startsWith('DC'),
      minCurrentA: decimal(ac.evMinCurrent) ?? decimal(v2x.minChargeCurrent),
      maxCurrentA: decimal(ac.evMaxCurrent) ?? decimal(dc.evMaxCurrent) ?? decimal(v2x.maxChargeCurrent),
      maxPowerW: decimal(dc.evMaxPower) ?? decimal(v2x.maxChargePower),
      maxVoltageV: decimal(ac.evMaxVoltage) ?? decimal(dc.evMaxVoltage) ?? decimal(v2x.maxVoltage),
      socPercent: integer(dc.stateOfCharge),
      capacityWh: decimal(dc.evEnergyCapacity),
    },
  }
}

/** AC_three_phase, AC_two_phase and AC_single_phase name them; the newer modes leave them open. */
function phasesOf(mode: string): 1 | 2 | 3 | null {
  if (mode === 'AC_three_phase') return 3
  if (mode === 'AC_two_phase') return 2
  return mode === 'AC_single_phase' ? 1 : null
}
