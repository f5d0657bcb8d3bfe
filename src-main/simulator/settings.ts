import type { SettingHabits } from './setting-habits'

/** The configuration of a station, under both names: the key of 1.6 and the component with its variable of 2.x. */
interface SettingName {
  key: string
  component: string
  variable: string
  instance: string | null
  unit: string | null
  initial: string
  readonly: boolean
}

const names: SettingName[] = [
  setting('HeartbeatInterval', 'OCPPCommCtrlr.HeartbeatInterval', '300'),
  setting('WebSocketPingInterval', 'OCPPCommCtrlr.WebSocketPingInterval', '30'),
  setting('MeterValueSampleInterval', 'SampledDataCtrlr.TxUpdatedInterval', '60'),
  setting('MeterValuesSampledData', 'SampledDataCtrlr.TxUpdatedMeasurands', 'Energy.Active.Import.Register,Power.Active.Import'),
  setting('ConnectionTimeOut', 'TxCtrlr.EVConnectionTimeOut', '60'),
  setting('StopTransactionOnInvalidId', 'TxCtrlr.StopTxOnInvalidId', 'true'),
  setting('StopTransactionOnEVSideDisconnect', 'TxCtrlr.StopTxOnEVSideDisconnect', 'true'),
  setting('AuthorizeRemoteTxRequests', 'AuthCtrlr.AuthorizeRemoteStart', 'false'),
  setting('TransactionMessageAttempts', 'OCPPCommCtrlr.MessageAttempts', '3'),
  setting('SupportedFeatureProfiles', 'DeviceDataCtrlr.FeatureProfiles', 'Core,RemoteTrigger,Reservation,SmartCharging', true),
  setting('LocalAuthListEnabled', 'LocalAuthListCtrlr.Enabled', 'true'),
  setting('LocalAuthListMaxLength', 'LocalAuthListCtrlr.Entries', '500', true),
  setting('SendLocalListMaxLength', 'LocalAuthListCtrlr.ItemsPerMessage', '50', true),
  setting('GetConfigurationMaxKeys', 'DeviceDataCtrlr.ItemsPerMessage[GetVariables]', '4', true),
  setting('ItemsPerMessageSetVariables', 'DeviceDataCtrlr.ItemsPerMessage[SetVariables]', '2', true),
  setting('ChargingScheduleAllowedChargingRateUnit', 'SmartChargingCtrlr.RateUnit', 'Current', true),
  setting('ChargeProfileMaxStackLevel', 'SmartChargingCtrlr.ProfileStackLevel', '8', true),
  setting('ChargingScheduleMaxPeriods', 'SmartChargingCtrlr.PeriodsPerSchedule', '24', true),
  setting('CpoName', 'SecurityCtrlr.OrganizationName', 'Plugboard'),
  setting('NumberOfConnectors', 'ChargingStation.EVSECount', '1', true),
]

/** `Component.Variable` or `Component.Variable[instance]`. */
function setting(key: string, path: `${string}.${string}`, initial: string, readonly = false): SettingName {
  const [, component = '', variable = '', instance] = /^([^.]+)\.([^[]+)(?:\[(.+)\])?$/.exec(path) ?? []
  const unit = /Interval|TimeOut/.test(key) ? 's' : null
  return { key, component, variable, instance: instance ?? null, unit, initial, readonly }
}

export interface Setting extends SettingName {
  value: string
  /** Taken with the next boot. */
  next: string | null
}

export class Settings {
  readonly all: Setting[]
  readonly habits: SettingHabits
  readonly #factory: Readonly<Record<string, string>>

  constructor(initial: Record<string, string> = {}, habits: SettingHabits = {}) {
    this.habits = habits
    this.#factory = { ...initial, ...habits.initial }
    this.all = names.map((name) => ({
      ...name,
      key: habits.lowerCase ? name.key.toLowerCase() : name.key,
      value: this.#factory[name.key] ?? name.initial,
      next: null,
    }))
  }

  /** What a central system sets; the answer is the word of both versions. */
  change(entry: Setting, value: string): 'Accepted' | 'Rejected' | 'RebootRequired' {
    const isOne = (keys: readonly string[] = []) => keys.some((key) => key.toLowerCase() === entry.key.toLowerCase())
    if (entry.readonly) return 'Rejected'
    if (isOne(this.habits.stubborn)) return 'Accepted'
    if (isOne(this.habits.needsReboot)) {
      entry.next = value
      return 'RebootRequired'
    }
    entry.value = value
    return isOne(this.habits.modest) ? 'Rejected' : 'Accepted'
  }

  /** A reboot takes what waited for it, or forgets all (quirk K05). */
  restart(): void {
    for (const entry of this.all) {
      if (this.habits.forgets) entry.value = this.#factory[entry.key] ?? entry.initial
      else if (entry.next !== null) entry.value = entry.next
      entry.next = null
    }
  }

  /** Keys are compared without case: central systems are careless with it. */
  byKey(key: string): Setting | undefined {
    return this.all.find((entry) => entry.key.toLowerCase() === key.toLowerCase())
  }

  byVariable(component: string, variable: string, instance: string | null = null): Setting | undefined {
    return this.all.find(
      (entry) => entry.component === component && entry.variable === variable && entry.instance === instance,
    )
  }

  hasComponent(component: string): boolean {
    return this.all.some((entry) => entry.component === component)
  }

  set(key: string, value: string): void {
    const entry = this.byKey(key)
    if (!entry) throw new Error(`no setting ${key}`)
    entry.value = value
  }

  seconds(key: string): number {
    return Number(this.byKey(key)?.value ?? 0)
  }
}
