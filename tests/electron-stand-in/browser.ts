import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { chromium, type Browser } from '@playwright/test'

const found = fileURLToPath(new URL('../../.cache/chromium-path', import.meta.url))

/** The Chromium that `npm test` found or installed. */
export function chromiumPath(): string {
  const path = process.env.PLUGBOARD_CHROMIUM ?? (existsSync(found) ? readFileSync(found, 'utf8').trim() : '/usr/bin/chromium')
  if (!existsSync(path)) throw new Error(`There is no Chromium at ${path}. Run "node scripts/prepare.mjs test" first.`)
  return path
}

export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: chromiumPath(),
    args: [
      '--no-sandbox',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-quic',
      '--no-first-run',
    ],
  })
}
