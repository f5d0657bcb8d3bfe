import { logArchive } from './log-archive'
import { uploadByFtp } from './ftp-upload'
import { uploadByHttp } from './http-upload'
import type { TransferHabits } from './station-options'
import type { StationVoice } from './station-voice'
import type { VirtualStation } from './virtual-station'
import type { FileOrder } from './wire'

interface Task {
  station: VirtualStation
  voice: StationVoice
  habits: TransferHabits
  order: FileOrder
  name: string
}

/** Does what it was told with a file, and reports each step as the version has it. */
export async function transferFile(task: Task): Promise<void> {
  if (task.order.what === 'log') await uploadLog(task)
  else await updateFirmware(task)
}

function teller({ voice, order }: Task) {
  return (status: string): Promise<void> => {
    const told = { status, requestId: order.requestId, isSecure: order.isSecure }
    return voice.say([order.what === 'log' ? voice.wire.logStatus(told) : voice.wire.firmwareStatus(told)])
  }
}

async function uploadLog(task: Task): Promise<void> {
  const { station, habits, order, name } = task
  const tell = teller(task)
  for (let tries = 0; tries <= order.retries; tries++) {
    if (tries > 0) await station.clock.sleep(order.retryIntervalS * 1000)
    for (let said = 0; said < (habits.uploadingTimes ?? 1); said++) await tell('Uploading')
    try {
      await upload(new URL(order.location), name, habits, logArchive(station.plan.identity))
      return await tell('Uploaded')
    } catch {
      if (!habits.fallsSilent) await tell('UploadFailed')
    }
  }
}

async function upload(url: URL, name: string, habits: TransferHabits, data: Buffer): Promise<void> {
  // An address that ends with a slash is a directory; otherwise it names the file, which a stubborn station ignores.
  const isDirectory = url.pathname.endsWith('/') || url.pathname === ''
  const file = habits.fileName ?? (isDirectory ? name : decodeURIComponent(url.pathname.split('/').at(-1) ?? name))
  const transfer = { url, file, data: habits.isPartial ? data.subarray(0, data.length / 2) : data, isPartial: habits.isPartial ?? false }
  if (url.protocol === 'ftp:') await uploadByFtp(transfer)
  else await uploadByHttp({ ...transfer, method: habits.method ?? 'PUT', bytes: data.length })
}

async function updateFirmware(task: Task): Promise<void> {
  const { station, habits, order } = task
  const tell = teller(task)
  await tell('Downloading')
  try {
    const response = await fetch(order.location, { signal: AbortSignal.timeout(60_000) })
    if (!response.ok) throw new Error(`HTTP ${response.status}`)
    await response.arrayBuffer()
  } catch {
    if (!habits.fallsSilent) await tell('DownloadFailed')
    return
  }
  await tell('Downloaded')
  if (order.isSecure) await tell('SignatureVerified')
  await tell('Installing')
  station.plan.firmware = habits.newFirmware ?? `${station.plan.firmware}+1`
  if (habits.fallsSilent) return void (await station.boot())
  await tell('Installed')
}
