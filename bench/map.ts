import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { chromium, type Page } from '@playwright/test'
import { median, percentile } from './figures.ts'
import { connect } from './raw-station.ts'
import { startPlugboard } from './servers.ts'

/** The landing view in a real Chromium, with a fleet that the database holds and one station that speaks. */

export interface MapFigure {
  name: string
  unit: 'ms' | 'fps'
  value: number
}

const STATIONS = 10_000
const SITES = 400
const CHANGES = 40
const PAN_MS = 4_000
const SPEAKER = 'FLEET-00001'

/** `chromiumPath`: of the browser. It has no graphics card here: what draws the map is the processor. */
export async function mapFigures({ app, scratch, chromiumPath }: { app: string; scratch: string; chromiumPath: string | undefined }): Promise<MapFigure[]> {
  const directory = join(scratch, 'fleet')
  mkdirSync(directory)
  await (await startPlugboard(app, directory)).stop()
  seedFleet(join(directory, 'plugboard.sqlite'))
  const running = await startPlugboard(app, directory)
  const browser = await chromium.launch({
    ...(chromiumPath !== undefined && { executablePath: chromiumPath }),
    args: ['--no-sandbox', '--disable-background-networking', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--ignore-gpu-blocklist'],
  })
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    const shown = await opened(page, running.web ?? '')
    const feed = await feedToPixel(page, running.url)
    return [{ name: 'map-first-picture', unit: 'ms', value: shown }, ...feed, ...(await moving(page))]
  } finally {
    await browser.close()
    await running.stop()
  }
}

/** Until pies and map show all of them. */
async function opened(page: Page, web: string): Promise<number> {
  const start = Date.now()
  await page.goto(web)
  await page.locator('[data-places]').first().waitFor()
  await page.waitForFunction((sites) => document.querySelector('[data-places]')?.getAttribute('data-places') === String(sites), SITES, { timeout: 60_000 })
  await page.locator('.map-spot').first().waitFor()
  return Date.now() - start
}

/** From the message of a station until a browser shows the number that follows from it. Clocks are the same: one machine. */
async function feedToPixel(page: Page, url: string): Promise<MapFigure[]> {
  const station = await connect(url, SPEAKER, (error) => {
    throw error
  })
  const call = (action: string, payload: object) => new Promise<void>((resolve) => station.call(action, JSON.stringify(payload), () => resolve()))
  await call('BootNotification', { chargePointVendor: 'Bench', chargePointModel: 'Raw' })
  const entry = '[data-entry="faulted"] a'
  const shown = async (isFaulted: boolean): Promise<number> => {
    const sent = Date.now()
    const seen = page.evaluate(([selector, before]) => new Promise<number>((resolve) => {
      const look = () => (document.querySelector(selector ?? '')?.textContent !== before ? resolve(Date.now()) : void requestAnimationFrame(look))
      look()
    }), [entry, (await page.locator(entry).first().textContent()) ?? ''])
    void call('StatusNotification', { connectorId: 1, status: isFaulted ? 'Faulted' : 'Available', errorCode: isFaulted ? 'GroundFailure' : 'NoError' })
    return (await seen) - sent
  }
  const times: number[] = []
  for (let change = 0; change < CHANGES; change++) {
    times.push(await shown(change % 2 === 0))
    await page.waitForTimeout(30 + ((change * 37) % 250))
  }
  station.close()
  return [
    { name: 'feed-to-pixel-p50', unit: 'ms', value: median(times) },
    { name: 'feed-to-pixel-p95', unit: 'ms', value: percentile(times, 0.95) },
  ]
}

/** Pictures a second while the map is dragged, and while it is zoomed; and what one of them costs the page's own thread. */
async function moving(page: Page): Promise<MapFigure[]> {
  const box = await page.locator('[data-places]').first().boundingBox()
  if (!box) throw new Error('there is no map')
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  const figures: MapFigure[] = []
  const rest = await framesPerSecond(page, () => page.waitForTimeout(PAN_MS))
  figures.push({ name: 'browser-at-rest', unit: 'fps', value: rest })
  figures.push({ name: 'map-pan', unit: 'fps', value: await framesPerSecond(page, async () => {
    const until = Date.now() + PAN_MS
    await page.mouse.move(x, y)
    await page.mouse.down()
    for (let step = 0; Date.now() < until; step++) await page.mouse.move(x + Math.sin(step / 12) * box.width * 0.3, y + Math.cos(step / 15) * box.height * 0.2)
    await page.mouse.up()
  }) })
  figures.push({ name: 'map-zoom', unit: 'fps', value: await framesPerSecond(page, async () => {
    const until = Date.now() + PAN_MS
    for (let step = 0; Date.now() < until; step++) {
      await page.mouse.wheel(0, step % 60 < 30 ? -60 : 60)
      await page.waitForTimeout(16)
    }
  }) })
  return figures
}

async function framesPerSecond(page: Page, work: () => Promise<void>): Promise<number> {
  await page.evaluate(() => {
    const counter = globalThis as unknown as { frames: number; counts: boolean }
    counter.frames = 0
    counter.counts = true
    const count = () => {
      counter.frames += 1
      if (counter.counts) requestAnimationFrame(count)
    }
    requestAnimationFrame(count)
  })
  const start = Date.now()
  await work()
  const frames = await page.evaluate(() => {
    const counter = globalThis as unknown as { frames: number; counts: boolean }
    counter.counts = false
    return counter.frames
  })
  return (1000 * frames) / (Date.now() - start)
}

/** Stations with two sockets each, at sites that lie around the towns of a continent; all were heard from just now. */
function seedFleet(file: string): void {
  const database = new Database(file)
  const now = Date.now()
  const spread = (n: number, salt: number) => (((n * 9_301 + salt * 49_297) % 233_280) / 233_280) - 0.5
  const site = database.prepare<unknown[]>(/* sql */ `insert into site (site, name, latitude, longitude) values (?, ?, ?, ?)`)
  const station = database.prepare<unknown[]>(/* sql */ `
    insert into station (station, name, site, admission, first_seen_at, last_seen_at, last_message_at, protocol, facts)
    values (?, ?, ?, 'registered', ?, ?, ?, 'OCPP 1.6J', ?)
  `)
  const connector = (evse: number, status: string) => ({ evse, connector: 1, status, chargingState: null, rawStatus: null, since: now, statusAt: null, power: null, fault: null, remark: null })
  database.transaction(() => {
    for (let n = 1; n <= SITES; n++) site.run(n, `Site ${n}`, 50 + spread(n, 1) * 22, 10 + spread(n, 2) * 40)
    for (let n = 1; n <= STATIONS; n++) {
      const facts = {
        vendor: 'Bench', model: 'Raw', serial: null, firmware: null, iccid: null, imsi: null, meterType: null, meterSerial: null, bootAt: null, bootReason: null,
        status: 'unknown', fault: null, connectors: [connector(1, 'available'), connector(2, n % 9 === 0 ? 'faulted' : 'unavailable')], heartbeatIntervalS: 86_400,
        clockSkewMs: null, unsupported: [], rebootPendingSince: null, drift: 0,
      }
      station.run(`FLEET-${String(n).padStart(5, '0')}`, `Bay ${n}`, (n % SITES) + 1, now, now, now, JSON.stringify(facts))
    }
  })()
  database.close()
}
