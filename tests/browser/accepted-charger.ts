import { expect } from '@playwright/test'
import { WebSocket } from 'ws'
import type { Host } from './hosts'

/** The port for chargers, as the empty console tells it. */
async function chargerPort(host: Host): Promise<string> {
  const page = await host.open('/')
  const text = await page.getByText(/ws:\/\/\S+:\d+/).first().innerText()
  return /:(\d+)/.exec(text.replace(/^.*ws:/s, ''))![1]!
}

/** A 1.6 charger that a person has accepted; `call` sends and waits for the answer. */
export async function anAcceptedCharger(host: Host, identity: string, boot: object = {}) {
  const socket = new WebSocket(`ws://127.0.0.1:${await chargerPort(host)}/${identity}`, ['ocpp1.6'])
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  let count = 0
  const call = (action: string, payload: object) => new Promise<void>((resolve) => {
    const id = `d${++count}`
    socket.on('message', function answered(data) {
      if ((JSON.parse(String(data)) as unknown[])[1] !== id) return
      socket.off('message', answered)
      resolve()
    })
    socket.send(JSON.stringify([2, id, action, payload]))
  })
  await call('BootNotification', { chargePointVendor: 'Acme', chargePointModel: 'Desk', ...boot })
  const page = await host.open('/new')
  await page.getByRole('button', { name: 'Accept' }).first().click()
  await page.getByRole('dialog').getByRole('button', { name: 'Accept' }).click()
  await expect(page.getByRole('dialog')).toBeHidden()
  return { call, close: () => socket.terminate() }
}
