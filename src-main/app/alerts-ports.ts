import type { AlertRule, ChannelInput, ChannelTarget, DeliveryEvent, DeliveryState, SecretProtection } from '#contract/alerts'
import type { EpochMs } from '#contract/read-models'
import type { Alert } from '../domain/alerts/ledger'

export type StoredAlert = Alert & {
  /** What was sent of it. */
  deliveries: readonly number[]
}

export type StoredRule = Omit<AlertRule, 'open'>

export type StoredChannel = Omit<ChannelInput, 'secret' | 'channel'> & {
  channel: number
  /** Digests that were due before are not made up for. */
  since: EpochMs
  last: { at: EpochMs; isSent: boolean; answer: string } | null
}

/** A message to one channel, from when it was decided until it was sent or given up. */
export interface Delivery {
  delivery: number
  /** By which the other side knows it again. */
  key: string
  channel: number
  event: DeliveryEvent
  alerts: readonly number[]
  /** Of a digest: its day, so that there is one only. */
  day: string | null
  state: DeliveryState
  attempts: number
  createdAt: EpochMs
  nextTryAt: EpochMs | null
  sentAt: EpochMs | null
  answer: string | null
}

/** What one look decided, stored as one. */
export interface AlertChanges {
  alerts: readonly StoredAlert[]
  deliveries: readonly Delivery[]
  channels: readonly StoredChannel[]
}

/** Rules, alerts and what is sent of them. @throws StorageFullError */
export interface AlertStore {
  rules(): StoredRule[]
  saveRule(rule: StoredRule): void
  removeRule(rule: number): void
  channels(): StoredChannel[]
  removeChannel(channel: number): void
  /** Not over yet. */
  standing(): StoredAlert[]
  /** The latest first. */
  ended(limit: number): StoredAlert[]
  alert(alert: number): StoredAlert | null
  openedSince(at: EpochMs): StoredAlert[]
  lastAlertId(): number
  /** Those that wait, and those that were given up. */
  unsent(): Delivery[]
  deliveries(ids: readonly number[]): Delivery[]
  hasDigest(channel: number, day: string): boolean
  lastDeliveryId(): number
  write(changes: AlertChanges): void
}

/** One alert, as a program reads it. */
export interface MessageItem {
  alert: number
  kind: string
  state: string
  severity: string
  station: string | null
  stationName: string | null
  site: string | null
  evse: number | null
  connector: number | null
  session: number | null
  since: string
  openedAt: string
  endedAt: string | null
  text: string
  figures: Record<string, number>
}

export interface OutgoingMessage {
  key: string
  event: DeliveryEvent | 'test'
  at: EpochMs
  title: string
  /** For people: all of it. */
  text: string
  items: MessageItem[]
}

/** The world beyond: `channels/` has the real ones. */
export interface AlertSenders {
  /** Gives what the other side said. @throws an Error whose message says what went wrong */
  send(message: OutgoingMessage, to: { target: Exclude<ChannelTarget, { kind: 'desktop' }>; secret: string | null }): Promise<string>
}

/** Passwords and keys, by name. They never enter the database. */
export interface SecretKeeper {
  protection: SecretProtection
  get(name: string): string | null
  /** Null forgets it. */
  set(name: string, secret: string | null): void
}

/** The operating system's own encryption, where the host has one. */
export interface SecretCipher {
  isAvailable(): boolean
  encrypt(text: string): Buffer
  decrypt(bytes: Buffer): string
}

export interface DiskSpace {
  /** Where the data directory is. Null: the system does not tell. */
  (): Promise<{ freeBytes: number; totalBytes: number } | null>
}
