import { ESLint, type Linter } from 'eslint'
import tseslint from 'typescript-eslint'
import { describe, expect, it } from 'vitest'

// The files are made up: rules that need types would ask for them in a project, and are tried on a real file below.
const untyped = tseslint.configs.disableTypeChecked as Linter.Config
const eslint = new ESLint({ cwd: process.cwd(), overrideConfig: [untyped] })

async function objections(filePath: string, code: string): Promise<string[]> {
  const component = `<script setup lang="ts">\n${code.replace('export ', '')}\n</script>\n<template><p>{{ two }}</p></template>\n`
  const text = filePath.endsWith('.vue') ? component : `${code}\n`
  const [result] = await eslint.lintText(text, { filePath })
  const parsing = result!.messages.find((message) => message.fatal)
  if (parsing) throw new Error(parsing.message)
  return result!.messages.map((message) => `${message.ruleId}: ${message.message}`)
}

const importing = (specifier: string) => `import { one } from '${specifier}'\nexport const two = one`

describe('the fences', () => {
  it.each([
    // contract and preload
    ['src-preload/contract/made-up.ts', 'vue'],
    ['src-preload/contract/made-up.ts', '../../src-main/core'],
    ['src-preload/preload.ts', '@orpc/server'],
    // domain
    ['src-main/domain/made-up.ts', 'node:fs'],
    ['src-main/domain/made-up.ts', 'zod'],
    ['src-main/domain/made-up.ts', '../ocpp/dialect'],
    ['src-main/domain/decide/made-up.ts', '../../store/open-database'],
    ['src-main/domain/made-up.ts', '../app/ports'],
    ['src-main/domain/made-up.ts', '#contract/api'],
    ['src-main/domain/made-up.ts', '#contract/read-models'],
    // ocpp
    ['src-main/ocpp/v16/made-up.ts', '../../app/ports'],
    ['src-main/ocpp/made-up.ts', '../store/open-database'],
    ['src-main/ocpp/made-up.ts', 'better-sqlite3'],
    // app
    ['src-main/app/made-up.ts', '../store/open-database'],
    ['src-main/app/made-up.ts', '../ocpp/v16/index'],
    ['src-main/app/made-up.ts', '../web/web-host'],
    ['src-main/app/made-up.ts', 'better-sqlite3'],
    ['src-main/app/made-up.ts', 'ws'],
    ['src-main/app/made-up.ts', 'node:fs'],
    // store
    ['src-main/store/made-up.ts', '../app/central-system'],
    ['src-main/store/made-up.ts', '../ocpp/dialect'],
    ['src-main/store/made-up.ts', '../domain/session'],
    ['src-main/store/made-up.ts', 'electron'],
    // hosts
    ['src-main/web/made-up.ts', '../shell/desktop'],
    ['src-main/web/made-up.ts', '../app/ports'],
    ['src-main/web/made-up.ts', 'electron'],
    ['src-main/shell/made-up.ts', '../web/web-host'],
    ['src-main/shell/made-up.ts', '../store/open-database'],
    ['src-main/shell/made-up.ts', 'better-sqlite3'],
    ['src-main/headless.ts', './shell/desktop'],
    ['src-main/electron.ts', './web/web-host'],
    ['src-main/electron.ts', 'electron'],
    ['src-main/core.ts', './web/web-host'],
    ['src-main/core.ts', './shell/desktop'],
    ['src-main/core.ts', 'electron'],
    ['src-main/core.ts', 'better-sqlite3'],
    // simulator
    ['src-main/simulator/made-up.ts', '../ocpp/dialect'],
    ['src-main/simulator/made-up.ts', '../domain/session'],
    ['src-main/simulator/made-up.ts', '#contract/vocabulary'],
    // renderer
    ['src-renderer/windows/trace/made-up.ts', '../charger/made-up'],
    ['src-renderer/windows/trace/MadeUp.vue', '@/windows/charger/ChargerWindow.vue'],
    ['src-renderer/windows/trace/MadeUp.vue', 'electron'],
    ['src-renderer/windows/trace/MadeUp.vue', '../../../src-main/core'],
    ['src-renderer/windows/trace/MadeUp.vue', 'node:path'],
    ['src-renderer/charts/MadeUp.vue', '../stores/stations'],
    ['src-renderer/ui/MadeUp.vue', '../stores/stations'],
    ['src-renderer/ui/MadeUp.vue', '../link/link'],
    ['src-renderer/ui/MadeUp.vue', 'pinia'],
    ['src-renderer/format/made-up.ts', '../stores/stations'],
    ['src-renderer/stores/made-up.ts', '../windows/trace/made-up'],
    ['src-renderer/link/made-up.ts', '../stores/stations'],
    ['src-renderer/link/made-up.ts', '@orpc/server'],
  ])('stop %s from importing %s', async (file, specifier) => {
    expect(await objections(file, importing(specifier))).toContainEqual(expect.stringMatching(/^plugboard\/fence: /))
  })

  it.each([
    ['src-main/domain/decide/made-up.ts', '../session'],
    ['src-main/domain/made-up.ts', '#contract/vocabulary'],
    ['src-main/ocpp/v16/made-up.ts', '../../domain/station-message'],
    ['src-main/app/made-up.ts', '../ocpp/dialect'],
    ['src-main/store/tables/made-up.ts', '../../app/ports'],
    ['src-main/store/made-up.ts', 'better-sqlite3'],
    ['src-main/shell/made-up.ts', 'electron'],
    ['src-main/core.ts', './store/open-database'],
    ['src-renderer/windows/trace/MadeUp.vue', './made-up'],
    ['src-renderer/windows/trace/MadeUp.vue', '@/stores/stations'],
    ['src-renderer/windows/trace/MadeUp.vue', '../../charts/MadeUp.vue'],
  ])('let %s import %s', async (file, specifier) => {
    expect(await objections(file, importing(specifier))).toEqual([])
  })

  it('let types through where only types may pass', async () => {
    const type = "import type { one } from '#contract/read-models'\nexport type Two = one"
    expect(await objections('src-main/domain/made-up.ts', type)).toEqual([])
    const inline = "import { type one } from '#contract/read-models'\nexport type Two = one"
    expect(await objections('src-main/domain/made-up.ts', inline)).toEqual([])
  })

  it.each([
    "export { one } from '../store/open-database'",
    "export * from '../store/open-database'",
    "export const two = () => import('../store/open-database')",
    "export type Two = import('../store/open-database').One",
  ])('see every way of importing: %s', async (code) => {
    expect(await objections('src-main/app/made-up.ts', code)).toContainEqual(expect.stringMatching(/^plugboard\/fence: /))
  })

  it('know every folder', async () => {
    expect(await objections('src-main/made-up/made-up.ts', 'export {}')).toEqual([expect.stringContaining('has a fence')])
  })
})

describe('the domain', () => {
  it.each([
    'export const now = () => Date.now()',
    'export const now = () => new Date()',
    'export const now = () => Date()',
    'export const luck = () => Math.random()',
    'export const luck = () => performance.now()',
    'export const luck = () => crypto.randomUUID()',
    'export const home = () => process.env.HOME',
    'export const later = (then: () => void) => setTimeout(then, 1)',
    'export async function wait(): Promise<void> {}',
    'export const wait = async () => undefined',
    "export const spoken = '2.0.1'",
    "export const spoken = 'ocpp1.6'",
  ])('may not say: %s', async (code) => {
    expect(await objections('src-main/domain/made-up.ts', code)).toContainEqual(expect.stringMatching(/^no-restricted-/))
  })

  it('may read an instant that it was given', async () => {
    expect(await objections('src-main/domain/made-up.ts', 'export const day = (at: number) => new Date(at).getUTCDay()')).toEqual([])
  })
})

describe('the words of one layer', () => {
  it.each([
    ['src-main/app/made-up.ts', "export const query = 'SELECT * FROM sessions'"],
    ['src-main/web/made-up.ts', 'export const query = `DELETE FROM sessions`'],
    ['src-main/app/made-up.ts', "export const isOld = (protocol: string) => protocol === 'ocpp1.6'"],
    ['src-renderer/windows/trace/made-up.ts', "export const isOld = (protocol: string) => protocol === 'OCPP 1.6J'"],
    ['src-main/store/made-up.ts', "export const isOld = (protocol: string) => protocol === '2.1'"],
  ])('are not spoken in %s: %s', async (file, code) => {
    expect(await objections(file, code)).toContainEqual(expect.stringMatching(/^no-restricted-syntax: /))
  })
})

describe('a promise', () => {
  it('is not left to itself', async () => {
    const typed = new ESLint({ cwd: process.cwd() })
    const code = 'const work = async () => undefined\nwork()\nexport {}\n'
    // A real file's name: the rule needs types, and these a project.
    const [result] = await typed.lintText(code, { filePath: 'src-main/headless.ts' })
    expect(result!.messages.map(({ ruleId }) => ruleId)).toContain('@typescript-eslint/no-floating-promises')
  }, 60_000)
})
