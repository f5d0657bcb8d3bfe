import type { TransferFile, TransferRow } from '#contract/transfers'

/**
 * The life of a file transfer with a station, as a pure machine: what the station says, what really arrives and what
 * the clock says are three witnesses, and any of them may be missing (quirks D02, D03).
 */
export type TransferEvent =
  | { kind: 'answered'; at: number; accepted: boolean; word: string | null }
  /** It could not even be asked. */
  | { kind: 'unasked'; at: number; reason: 'offline' | 'not-supported' | 'no-answer' | 'ports-busy' | 'error'; word: string | null }
  | { kind: 'status'; at: number; status: string; requestId: number | null }
  | { kind: 'file'; at: number; file: TransferFile }
  /** Firmware that the station has read, from the start of the file. */
  | { kind: 'sent'; at: number; bytes: number }
  | { kind: 'boot'; at: number; firmware: string | null }
  | { kind: 'cancel'; at: number }
  | { kind: 'tick'; at: number }

/** How long the other witness is waited for once one says that all is done; stations send several files at times. */
export const GRACE_MS = 30_000

const uploadFailures = new Set(['UploadFailed', 'UploadFailure', 'BadMessage', 'NotSupportedOperation', 'PermissionDenied', 'AcceptedCanceled'])
const firmwareFailures = new Set([
  'DownloadFailed',
  'InstallationFailed',
  'InstallVerificationFailed',
  'InvalidSignature',
  'RevokedCertificate',
  'InvalidCertificate',
])
/** What a station says when nothing goes on; it tells nothing about a job. */
const idle = 'Idle'

export const isOver = (job: TransferRow): boolean => job.endedAt !== null

/** The job after the event; the same object where nothing changed. */
export function advance(job: TransferRow, event: TransferEvent): TransferRow {
  // A file that is still on its way when the job ends is marked, and nothing else changes any more.
  if (isOver(job)) return event.kind === 'file' && knows(job, event.file) ? withFile(job, event.file) : job
  switch (event.kind) {
    case 'answered':
      if (!event.accepted) return ended(job, event.at, 'failed', 'refused', event.word)
      return { ...job, state: job.state === 'asking' ? 'waiting' : job.state, answer: event.word }
    case 'unasked':
      return ended(job, event.at, 'failed', event.reason, event.word)
    case 'status':
      return heard(job, event)
    case 'file':
      return settled({ ...withFile(job, event.file), state: 'running' }, event.at)
    case 'sent':
      if (event.bytes <= job.sentBytes) return job
      return { ...job, state: 'running', sentBytes: event.bytes }
    case 'boot':
      return booted(job, event)
    case 'cancel':
      return ended(job, event.at, 'cancelled', null, job.answer)
    case 'tick':
      return settled(job, event.at)
  }
}

function heard(job: TransferRow, { at, status, requestId }: Extract<TransferEvent, { kind: 'status' }>): TransferRow {
  if (requestId !== null && requestId !== job.transfer) return job
  if (status === '' || status === idle) return job
  const last = job.statuses.at(-1)
  // A station that says the same a hundred times has said it once (quirk D02).
  const statuses =
    last?.status === status
      ? [...job.statuses.slice(0, -1), { ...last, repeats: last.repeats + 1, lastAt: at }]
      : [...job.statuses, { status, at, lastAt: at, repeats: 0 }]
  const next: TransferRow = { ...job, statuses, state: 'running' }
  const isRepeat = last?.status === status
  if (job.kind === 'firmware') return firmwareHeard(next, status, at, isRepeat)
  if (status === 'Uploaded') return settled({ ...next, doneSince: job.doneSince ?? at }, at)
  if (!uploadFailures.has(status) || isRepeat) return next
  return failedOnce(next, at)
}

function firmwareHeard(job: TransferRow, status: string, at: number, isRepeat: boolean): TransferRow {
  if (status === 'Installed') return ended(job, at, 'done', null, job.answer)
  if (!firmwareFailures.has(status) || isRepeat) return job
  // Only a download is tried again by the station itself.
  return status === 'DownloadFailed' ? failedOnce(job, at) : ended(job, at, 'failed', 'station-said', job.answer)
}

/** It tries again as often as it was told; a failure after the last try may never be told, so the clock decides (D03). */
function failedOnce(job: TransferRow, at: number): TransferRow {
  const failures = job.failures + 1
  return failures > job.retries ? ended({ ...job, failures }, at, 'failed', 'station-said', job.answer) : { ...job, failures }
}

function booted(job: TransferRow, { at, firmware }: Extract<TransferEvent, { kind: 'boot' }>): TransferRow {
  if (job.kind !== 'firmware' || firmware === null || firmware === job.firmwareBefore) return job
  const isRead = job.totalBytes !== null && job.sentBytes >= job.totalBytes
  return isRead ? ended({ ...job, firmwareAfter: firmware }, at, 'done', null, job.answer) : job
}

/** Closes what is complete by itself, and what is overdue. */
function settled(job: TransferRow, at: number): TransferRow {
  if (job.kind !== 'firmware') {
    const isReceiving = job.files.some((file) => file.state === 'receiving')
    const complete = job.files.filter((file) => file.state === 'complete')
    const lastAt = complete.reduce((latest, file) => Math.max(latest, file.at), 0)
    if (!isReceiving && complete.length > 0) {
      if (job.doneSince !== null || at - lastAt >= GRACE_MS) return ended(job, at, 'done', null, job.answer)
    } else if (!isReceiving && job.doneSince !== null && at - job.doneSince >= GRACE_MS) {
      return ended(job, at, 'failed', job.files.length > 0 ? 'partial' : 'no-file', job.answer)
    }
  }
  return at >= job.deadlineAt ? ended(job, at, 'timed-out', job.files.length > 0 ? 'partial' : null, job.answer) : job
}

function ended(
  job: TransferRow,
  at: number,
  state: 'done' | 'failed' | 'timed-out' | 'cancelled',
  reason: TransferRow['reason'],
  answer: string | null,
): TransferRow {
  const files = job.files.map((file) => (file.state === 'receiving' ? { ...file, state: 'partial' as const } : file))
  return { ...job, state, reason, answer, files, endedAt: at }
}

const knows = (job: TransferRow, file: TransferFile) => job.files.some(({ name }) => name === file.name)

function withFile(job: TransferRow, file: TransferFile): TransferRow {
  const files = knows(job, file) ? job.files.map((known) => (known.name === file.name ? file : known)) : [...job.files, file]
  return { ...job, files }
}
