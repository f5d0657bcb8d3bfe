import type { EndReason } from '#contract/vocabulary'

/** Why a transaction ended, in the words of all versions; 2.x only added to those of 1.6. */
const reasons = new Map<string, EndReason>(
  Object.entries({
    costlimitreached: 'cost-limit',
    deauthorized: 'deauthorized',
    emergencystop: 'emergency-stop',
    energylimitreached: 'energy-limit',
    evdisconnected: 'ev-disconnected',
    groundfault: 'ground-fault',
    hardreset: 'hard-reset',
    immediatereset: 'hard-reset',
    local: 'local',
    localoutofcredit: 'out-of-credit',
    masterpass: 'master-pass',
    other: 'other',
    overcurrentfault: 'overcurrent-fault',
    powerloss: 'power-loss',
    powerquality: 'power-quality',
    reboot: 'reboot',
    remote: 'remote',
    softreset: 'soft-reset',
    soclimitreached: 'soc-limit',
    stoppedbyev: 'stopped-by-ev',
    timelimitreached: 'time-limit',
    timeout: 'timeout',
    unlockcommand: 'unlock-command',
  } as const),
)

/** No reason means Local, in every version (quirk T15); a word that is not known means some other reason. */
export function endReason(raw: string | null): EndReason {
  return raw === null ? 'local' : (reasons.get(raw.toLowerCase()) ?? 'other')
}
