import type { PortState } from '#contract/handshakes'

/** The ports that chargers come to, tried from this computer. */
export interface Doorstep {
  ports(): Promise<PortState[]>
}
