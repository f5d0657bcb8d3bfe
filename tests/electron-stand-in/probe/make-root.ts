import { cpSync, mkdirSync, mkdtempSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { build } from 'vite'

const repository = fileURLToPath(new URL('../../../', import.meta.url))
export const probeMain = fileURLToPath(new URL('./main.ts', import.meta.url))

/** A folder as the shell expects it around itself: the built preload, the icons, and the probe's page as the renderer. */
export async function makeProbeRoot(): Promise<string> {
  const root = mkdtempSync(join(tmpdir(), 'plugboard-probe-'))
  cpSync(join(repository, 'out/preload'), join(root, 'out/preload'), { recursive: true })
  mkdirSync(join(root, 'out/renderer'))
  symlinkSync(join(repository, 'resources'), join(root, 'resources'))
  await build({
    configFile: false,
    logLevel: 'error',
    build: {
      outDir: join(root, 'out/renderer'),
      lib: { entry: fileURLToPath(new URL('./page.js', import.meta.url)), formats: ['es'], fileName: () => 'page.js' },
    },
  })
  const page = '<!doctype html><meta charset="utf-8"><title>Probe</title><script type="module" src="./page.js"></script>'
  writeFileSync(join(root, 'out/renderer/index.html'), page)
  writeFileSync(join(root, 'secret.txt'), 'not for the page')
  return root
}
