import { type FirmwareFile, mostFirmwareBytes } from '#contract/transfers'
import { FaultError } from '../fault-error'
import type { Clock } from '../ports'
import type { FileDoors, TransferStore } from '../transfer-ports'

/** An upload that nobody went on with for this long is given up. */
const ABANDONED_MS = 10 * 60_000

/** Firmware that people put into the console, piece by piece, to be given to stations. */
export function createFirmwareShelf(parts: {
  clock: Clock
  store: TransferStore
  doors: FileDoors
  isInUse: (firmware: number) => boolean
}) {
  const { clock, store, doors } = parts
  const files = new Map(store.firmware().map((file) => [file.firmware, file]))
  const arriving = new Map<number, { name: string; bytes: number; size: number; at: number }>()

  const nextId = () => Math.max(0, ...files.keys(), ...arriving.keys()) + 1
  function get(firmware: number): FirmwareFile {
    const file = files.get(firmware)
    if (!file) throw new FaultError('FIRMWARE_NOT_FOUND', { firmware })
    return file
  }
  async function giveUp(firmware: number): Promise<void> {
    arriving.delete(firmware)
    await doors.firmware.remove(firmware)
  }

  return {
    get,
    list: () => [...files.values()].sort((a, b) => b.firmware - a.firmware),
    async begin(name: string, size: number): Promise<number> {
      const now = clock.now()
      for (const [id, { at }] of arriving) if (now - at > ABANDONED_MS) await giveUp(id)
      const firmware = nextId()
      arriving.set(firmware, { name, size, bytes: 0, at: now })
      await doors.firmware.begin(firmware)
      return firmware
    },
    /** @throws FaultError when the piece does not follow the one before it */
    async append(firmware: number, offset: number, bytes: Buffer): Promise<void> {
      const upload = arriving.get(firmware)
      const end = offset + bytes.length
      if (!upload || upload.bytes !== offset || end > upload.size || end > mostFirmwareBytes) {
        throw new FaultError('FIRMWARE_NOT_FOUND', { firmware })
      }
      upload.bytes = end
      upload.at = clock.now()
      await doors.firmware.append(firmware, bytes)
    },
    async finish(firmware: number): Promise<FirmwareFile> {
      const upload = arriving.get(firmware)
      if (!upload || upload.bytes !== upload.size) throw new FaultError('FIRMWARE_NOT_FOUND', { firmware })
      const file = { firmware, name: upload.name, addedAt: clock.now(), ...(await doors.firmware.finish(firmware)) }
      store.addFirmware(file)
      arriving.delete(firmware)
      files.set(firmware, file)
      return file
    },
    async remove(firmware: number): Promise<void> {
      if (arriving.has(firmware)) return giveUp(firmware)
      get(firmware)
      if (parts.isInUse(firmware)) throw new FaultError('FIRMWARE_IN_USE', { firmware })
      store.removeFirmware(firmware)
      files.delete(firmware)
      await doors.firmware.remove(firmware)
    },
  }
}
