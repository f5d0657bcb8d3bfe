import { type AlertChannel, type ChannelInput, channelInputSchema, type ChannelKind, type ChannelTarget } from '#contract/alerts'

/** A channel as it is typed. */
export interface ChannelDraft {
  kind: ChannelKind
  name: string
  isOn: boolean
  language: 'en' | 'de'
  sends: ChannelInput['sends']
  digestAt: string
  host: string
  port: string
  security: 'tls' | 'starttls' | 'none'
  user: string
  from: string
  to: string
  url: string
  topic: string
  /** Empty: as it is. */
  secret: string
}

export function draftOf(channel: AlertChannel | null, language: 'en' | 'de'): ChannelDraft {
  const blank: ChannelDraft = {
    kind: 'email', name: '', isOn: true, language, sends: 'each', digestAt: '07:00', host: '', port: '587', security: 'starttls', user: '', from: '', to: '', url: '', topic: 'plugboard/alerts', secret: '',
  }
  if (channel === null) return blank
  const { name, isOn, sends, digestAt, target } = channel
  const common = { ...blank, kind: target.kind, name, isOn, language: channel.language, sends, digestAt }
  switch (target.kind) {
    case 'desktop':
      return common
    case 'email':
      return { ...common, ...target, port: String(target.port), to: target.to.join(', ') }
    case 'webhook':
    case 'mqtt':
      return { ...common, ...target }
  }
}

function targetOf(draft: ChannelDraft): ChannelTarget {
  const { host, security, user, from, url, topic } = draft
  switch (draft.kind) {
    case 'desktop':
      return { kind: 'desktop' }
    case 'email':
      return { kind: 'email', host, port: Number(draft.port), security, user, from: from.trim(), to: draft.to.split(/[,;\s]+/).filter((one) => one !== '') }
    case 'webhook':
      return { kind: 'webhook', url: url.trim() }
    case 'mqtt':
      return { kind: 'mqtt', url: url.trim(), user, topic: topic.trim() }
  }
}

export function inputOf(draft: ChannelDraft, channel: number | null): ChannelInput {
  const { name, isOn, language, sends, digestAt, secret } = draft
  return { channel, name, isOn, target: targetOf(draft), language, sends: draft.kind === 'desktop' ? 'each' : sends, digestAt, ...(secret === '' ? {} : { secret }) }
}

/** The fields that the contract does not take, by their name. */
export function wrongFields(input: ChannelInput): Set<string> {
  const { error } = channelInputSchema.safeParse(input)
  return new Set((error?.issues ?? []).map(({ path }) => String(path[0] === 'target' ? path[1] : path[0])))
}
