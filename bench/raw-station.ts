import { WebSocket } from 'ws'

/** A station of a few lines over bare `ws`, so that the load costs little beside what is measured. */
export interface RawStation {
  /** Sends a CALL; one at a time. `payload` is JSON. */
  call(action: string, payload: string, answered: (payload: string) => void): void
  close(): void
}

const bootPayload = JSON.stringify({
  chargePointVendor: 'Bench',
  chargePointModel: 'Raw',
  chargePointSerialNumber: 'B-1',
  firmwareVersion: '1.0.0',
})

/** @param failed called with what ends the measurement: an answer that is no CALLRESULT, a broken connection. */
export function connect(url: string, identity: string, failed: (error: Error) => void): Promise<RawStation> {
  return new Promise((resolve) => {
    const socket = new WebSocket(`${url}/${identity}`, 'ocpp1.6', { perMessageDeflate: false })
    let nextId = 1
    let expected = ''
    let waiting: ((payload: string) => void) | null = null
    let isClosing = false

    socket.on('open', () =>
      resolve({
        call(action, payload, answered) {
          const id = String(nextId++)
          expected = `[3,"${id}",`
          waiting = answered
          socket.send(`[2,"${id}","${action}",${payload}]`)
        },
        close() {
          isClosing = true
          socket.terminate()
        },
      }),
    )
    socket.on('message', (data: Buffer) => {
      const text = data.toString('utf8')
      // A question of the server. No load depends on the answer, so it gets none.
      if (text.startsWith('[2,')) return
      const answered = waiting
      waiting = null
      if (answered === null || !text.startsWith(expected)) failed(new Error(`${identity}: unexpected ${text.slice(0, 200)}`))
      else answered(text.slice(expected.length, -1))
    })
    socket.on('error', (error) => failed(new Error(`${identity}: ${error.message}`, { cause: error })))
    socket.on('close', (code) => {
      if (!isClosing) failed(new Error(`${identity}: closed with ${code}`))
    })
  })
}

export function boot(station: RawStation): Promise<void> {
  return new Promise((resolve) => station.call('BootNotification', bootPayload, () => resolve()))
}
