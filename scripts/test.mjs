/** What CI runs: lint, types, unit tests and stories, the build, browser tests. The last line counts them all. */
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { ensureBuilt } from './build.mjs'
import { inRoot } from './project.mjs'
import { runInstalled } from './run.mjs'
import { playwrightCounts, vitestCounts } from './test-counts.mjs'

const results = inRoot('tests/results')
rmSync(results, { recursive: true, force: true })
mkdirSync(results, { recursive: true })

const total = { passed: 0, failed: 0, skipped: 0 }

/** A step without tests of its own counts as one. */
async function check(name, script, args) {
  await step(name, async () => {
    const { ok, output } = await runInstalled(script, args)
    if (!ok) console.log(output)
    return { passed: ok ? 1 : 0, failed: ok ? 0 : 1, skipped: 0 }
  })
}

/** Tests report their counts to a file. A runner that dies before it wrote one has failed, whatever it said. */
async function suite(name, { script, args, report, countsOf, env }) {
  await step(name, async () => {
    const { ok } = await runInstalled(script, args, { loud: true, env: { ...process.env, ...env } })
    const counts = existsSync(report) ? countsOf(JSON.parse(readFileSync(report, 'utf8'))) : { passed: 0, failed: 1, skipped: 0 }
    return ok || counts.failed > 0 ? counts : { ...counts, failed: 1 }
  })
}

async function step(name, work) {
  const startedAt = Date.now()
  const counts = await work()
  for (const key of Object.keys(total)) total[key] += counts[key]
  const seconds = ((Date.now() - startedAt) / 1000).toFixed(1)
  const skipped = counts.skipped ? `, ${counts.skipped} skipped` : ''
  console.log(`[${counts.failed ? 'FAILED' : 'passed'}] ${name}: ${counts.passed} passed, ${counts.failed} failed${skipped} (${seconds} s)`)
}

await check('lint', 'node_modules/eslint/bin/eslint.js', ['.', '--max-warnings', '0'])
await check('types of the contract and the preload', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.preload.json'])
await check('types of the core', 'node_modules/typescript/bin/tsc', ['-p', 'tsconfig.main.json'])
await check('types of the windows', 'node_modules/vue-tsc/bin/vue-tsc.js', ['-p', 'tsconfig.renderer.json'])
await step('build', async () => {
  try {
    await ensureBuilt()
    return { passed: 1, failed: 0, skipped: 0 }
  } catch (error) {
    console.log(error.message)
    return { passed: 0, failed: 1, skipped: 0 }
  }
})
const unitReport = inRoot('tests/results/unit.json')
await suite('unit tests and stories', {
  script: 'node_modules/vitest/vitest.mjs',
  args: ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${unitReport}`],
  report: unitReport,
  countsOf: vitestCounts,
})
const browserReport = inRoot('tests/results/browser.json')
await suite('browser tests', {
  script: 'node_modules/@playwright/test/cli.js',
  args: ['test'],
  report: browserReport,
  countsOf: playwrightCounts,
  env: { PLAYWRIGHT_JSON_OUTPUT_NAME: browserReport },
})

if (total.skipped) console.log(`${total.skipped} skipped`)
console.log(`${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed ? 1 : 0
