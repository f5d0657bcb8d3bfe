import { openSync } from 'node:fs'
import { join } from 'node:path'
import { pino } from 'pino'
import type { Log } from '../app/ports'

/** JSON lines in `logs/plugboard.log`; warnings and errors on standard error as well. */
export function openLog(folder: string): Log & { close(): void } {
  // Opened here and now: pino flushes its file when the process ends, and throws where it is not open yet.
  const file = pino.destination({ dest: openSync(join(folder, 'plugboard.log'), 'a'), sync: false })
  // A full disk must not bring the process down through its log.
  file.on('error', () => undefined)
  const logger = pino({ base: null, timestamp: pino.stdTimeFunctions.isoTime }, file)
  const speak = (message: string, data?: Record<string, unknown>) =>
    process.stderr.write(`${message}${data ? ` ${JSON.stringify(data)}` : ''}\n`)
  return {
    info: (message, data) => logger.info(data ?? {}, message),
    warn(message, data) {
      logger.warn(data ?? {}, message)
      speak(message, data)
    },
    error(message, data) {
      logger.error(data ?? {}, message)
      speak(message, data)
    },
    close: () => file.end(),
  }
}
