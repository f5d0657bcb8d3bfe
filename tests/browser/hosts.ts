import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { test as base, type Browser, type Page } from '@playwright/test'
import { startHeadlessHost } from './headless-host'
import { startShellHost } from './shell-host'

/** A running Plugboard, whichever way it shows its windows: a spec that asks for this one runs on every host. */
export interface Host {
  name: HostName
  /** A page that shows the route, e.g. `/trace`. */
  open(route: string): Promise<Page>
  close(): Promise<void>
}

export type HostName = 'headless' | 'shell'

export interface HostStart {
  browser: Browser
  /** Flags of Plugboard's command line; the data directory and free ports are among them already. */
  flags: string[]
}

export interface HostOptions {
  hostName: HostName
}

const starters: Record<HostName, (start: HostStart) => Promise<Host>> = {
  headless: startHeadlessHost,
  shell: startShellHost,
}

/** `host` runs the demo depot, one for all specs of a worker; `emptyHost` is a fresh console without any charger. */
export const test = base.extend<{ emptyHost: Host }, HostOptions & { host: Host }>({
  hostName: ['headless', { option: true, scope: 'worker' }],
  host: [
    async ({ browser, hostName }, use) => runHost(use, { browser, hostName, flags: ['--demo'] }),
    { scope: 'worker', timeout: 60_000 },
  ],
  emptyHost: async ({ browser, hostName }, use) => runHost(use, { browser, hostName, flags: [] }),
})

async function runHost(
  use: (host: Host) => Promise<void>,
  { browser, hostName, flags }: HostStart & HostOptions,
): Promise<void> {
  const directory = mkdtempSync(join(tmpdir(), 'plugboard-test-'))
  const free = ['--data-dir', directory, '--ocpp-port', '0', '--web-port', '0', '--files-port', '0', '--ftp-port', '0']
  const host = await starters[hostName]({ browser, flags: [...free, ...flags] })
  try {
    await use(host)
  } finally {
    await host.close()
    rmSync(directory, { recursive: true, force: true })
  }
}
