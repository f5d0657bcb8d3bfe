import { type VendorCode, type VendorCodes, vendorCodesOf } from '../domain/fault-causes'

/** The user's codes before ours; looked up anew when the user's change. */
export function createVendorCodes(parts: { own: () => readonly VendorCode[]; builtIn: readonly VendorCode[] }): () => VendorCodes {
  let own = parts.own()
  let codes = vendorCodesOf([...own, ...parts.builtIn])
  return () => {
    const now = parts.own()
    if (now !== own) codes = vendorCodesOf([...now, ...parts.builtIn])
    own = now
    return codes
  }
}
