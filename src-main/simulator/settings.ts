/** The configuration of a station, under both names: the key of 1.6 and the component with its variable of 2.x. */
interface SettingName {
  key: string
  component: string
  variable: string
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
  setting('SupportedFeatureProfiles', 'DeviceDataCtrlr.FeatureProfiles', 'Core,RemoteTrigger', true),
  setting('LocalAuthListEnabled', 'LocalAuthListCtrlr.Enabled', 'true'),
  setting('LocalAuthListMaxLength', 'LocalAuthListCtrlr.Entries', '500', true),
  setting('SendLocalListMaxLength', 'LocalAuthListCtrlr.ItemsPerMessage', '50', true),
  setting('NumberOfConnectors', 'ChargingStation.EVSECount', '1', true),
]

function setting(key: string, path: `${string}.${string}`, initial: string, readonly = false): SettingName {
  const dot = path.indexOf('.')
  return { key, component: path.slice(0, dot), variable: path.slice(dot + 1), initial, readonly }
}

export interface Setting extends SettingName {
  value: string
}

export class Settings {
  readonly all: Setting[]

  constructor(initial: Record<string, string> = {}) {
    this.all = names.map((name) => ({ ...name, value: initial[name.key] ?? name.initial }))
  }

  /** Keys are compared without case: central systems are careless with it. */
  byKey(key: string): Setting | undefined {
    return this.all.find((entry) => entry.key.toLowerCase() === key.toLowerCase())
  }

  byVariable(component: string, variable: string): Setting | undefined {
    return this.all.find((entry) => entry.component === component && entry.variable === variable)
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
