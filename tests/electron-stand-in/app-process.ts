import { EventEmitter } from 'node:events'
import { readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { answering, tell } from './app-wire.ts'

/** An event that a listener can hold back, as Electron's do. */
export class StoppableEvent {
  defaultPrevented = false
  preventDefault(): void {
    this.defaultPrevented = true
  }
}

// As when Electron itself is given the path of an app.
Object.defineProperty(process, 'defaultApp', { value: true })

/** `app`: life of the process, the lock of the single instance, paths. */
class AppProcess extends EventEmitter {
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1'
  #paths = new Map<string, string>()
  #lock: string | null = null
  #isReady = false
  /** Set by the windows, so that quitting can close them. */
  closeAllWindows: () => boolean = () => true

  enableSandbox(): void {}
  setAppUserModelId(): void {}

  get isReady(): boolean {
    return this.#isReady
  }

  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve))
    this.#isReady = true
  }

  getLocale(): string {
    return process.env.STAND_IN_LOCALE ?? 'en-GB'
  }

  setPath(name: string, path: string): void {
    this.#paths.set(name, path)
  }

  getPath(name: string): string {
    const path = this.#paths.get(name)
    if (path === undefined) throw new Error(`the stand-in knows no path "${name}"`)
    return path
  }

  requestSingleInstanceLock(): boolean {
    const file = join(this.getPath('userData'), 'SingletonLock')
    for (;;) {
      try {
        writeFileSync(file, String(process.pid), { flag: 'wx' })
        this.#lock = file
        return true
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
      }
      const holder = Number(readFileSync(file, 'utf8'))
      if (isAlive(holder)) {
        tell({ tell: 'secondInstance', pid: holder, argv: process.argv })
        return false
      }
      unlinkSync(file)
    }
  }

  quit(): void {
    const event = new StoppableEvent()
    this.emit('before-quit', event)
    if (event.defaultPrevented || !this.closeAllWindows()) return
    this.exit(0)
  }

  exit(code = 0): void {
    if (this.#lock !== null) unlinkSync(this.#lock)
    this.#lock = null
    this.emit('quit', new StoppableEvent(), code)
    // Electron leaves at once; here what was told must get through the pipe first.
    setImmediate(() => tell({ tell: 'answer', id: -1 }, () => process.exit(code)))
  }
}

function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0)
    return true
  } catch {
    return false
  }
}

export const app = new AppProcess()

answering('secondInstance', ({ argv }) => {
  app.emit('second-instance', new StoppableEvent(), argv, process.cwd())
  return null
})
answering('quit', () => {
  app.quit()
  return null
})
