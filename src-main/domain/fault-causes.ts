import type { FaultCause, FaultText } from '#contract/stations'

/** What a code means, as a dictionary has it. */
export interface VendorCode {
  code: string
  /** Parts of the names of those who use the code, in any case; null: everybody. */
  vendors: readonly string[] | null
  /** Parts of the names of the models; null: all of the vendor's. */
  models: readonly string[] | null
  text: FaultText
}

export interface VendorCodes {
  /** The first entry that fits counts; the user's own stand before ours. */
  find(code: string, of: { vendorId: string | null; vendor: string | null; model: string | null }): FaultText | null
}

export function vendorCodesOf(entries: readonly VendorCode[]): VendorCodes {
  const byCode = new Map<string, VendorCode[]>()
  for (const entry of entries) {
    const key = keyOf(entry.code)
    byCode.set(key, [...(byCode.get(key) ?? []), entry])
  }
  return {
    find(code, { vendorId, vendor, model }) {
      const names = [vendorId, vendor].flatMap((name) => (name === null ? [] : [name.toLowerCase()]))
      const isNamed = (parts: readonly string[] | null, whole: readonly string[]) =>
        parts === null || parts.some((part) => whole.some((name) => name.includes(part.toLowerCase())))
      const fits = ({ vendors, models }: VendorCode) => isNamed(vendors, names) && isNamed(models, model === null ? [] : [model.toLowerCase()])
      return byCode.get(keyOf(code))?.find(fits)?.text ?? null
    },
  }
}

const keyOf = (code: string) => code.trim().toLowerCase()

/**
 * What is behind a fault. The real cause stands in fields of the vendor (quirk S03), several of them separated by
 * commas, each with its measured value at the same place in the other field (S04). Codes without a text are kept: they
 * are what the vendor is asked about.
 */
export function causesOf(
  fault: { code: string; info: string | null; vendorCode: string | null; vendorId: string | null },
  maker: { vendor: string | null; model: string | null },
  codes: VendorCodes,
): FaultCause[] {
  const of = { ...maker, vendorId: fault.vendorId }
  const cause = (code: string, info: string | null): FaultCause => ({ code, info, text: codes.find(code, of) })
  const parts = fault.vendorCode === null ? [] : listOf(fault.vendorCode)
  if (parts.length > 0) {
    const values = fault.info === null ? [] : fault.info.split(',').map((value) => value.trim())
    const isPaired = values.length === parts.length
    return parts.map((code, index) => cause(code, isPaired ? (values[index] ?? '') || null : index === 0 ? fault.info : null))
  }
  // Some put the code where the text belongs.
  const told = fault.info === null ? [] : listOf(fault.info).map((code) => cause(code, null))
  if (told.length > 0 && told.every(({ text }) => text !== null)) return told
  const own = cause(fault.code, fault.info)
  return own.text === null ? [] : [own]
}

const listOf = (text: string) => text.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '')
