import type { FaultCode, FaultData } from '#contract/fault'

/** An expected failure on its way to a window; the bridge turns it into the typed error of the contract. */
export class FaultError<Code extends FaultCode = FaultCode> extends Error {
  override name = 'FaultError'
  constructor(
    readonly code: Code,
    readonly data: FaultData<Code>,
  ) {
    super(code)
  }
}
