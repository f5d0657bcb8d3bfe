import { defineConfig } from '@playwright/test'
import type { HostOptions } from './tests/browser/hosts'
import { chromiumPath } from './tests/electron-stand-in/browser'

/**
 * One worker: each spec runs a whole console with its depot, and two of them on two cores would time each other out.
 * The specs of the windows run on every host; the pictures are taken once, for the windows are the same.
 */
export default defineConfig<object, HostOptions>({
  testDir: 'tests/browser',
  outputDir: 'tests/results/browser',
  workers: 1,
  fullyParallel: false,
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list'], ['json', { outputFile: 'tests/results/browser.json' }]],
  use: {
    viewport: { width: 1280, height: 800 },
    locale: 'en-GB',
    trace: 'retain-on-failure',
    launchOptions: {
      executablePath: chromiumPath(),
      args: [
        '--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync',
        '--disable-quic', '--no-first-run',
      ],
    },
  },
  projects: [
    { name: 'headless', testIgnore: 'shell-*.spec.ts', use: { hostName: 'headless' } },
    { name: 'shell', testIgnore: ['headless-*.spec.ts', 'screens.spec.ts'], use: { hostName: 'shell' } },
  ],
})
