import type { z } from 'zod'
import type { FaultCode, faults } from '#contract/fault'

type FaultData<Code extends FaultCode> = z.infer<(typeof faults)[Code]['data']>

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
