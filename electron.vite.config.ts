import { resolve } from 'node:path'
import ui from '@nuxt/ui/vite'
import vue from '@vitejs/plugin-vue'
import { defineConfig } from 'electron-vite'

/** Builds the core with its entries, the preload and the renderer into `out/`. One build serves both hosts. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      sourcemap: true,
      rollupOptions: {
        input: {
          electron: resolve(import.meta.dirname, 'src-main/electron.ts'),
          headless: resolve(import.meta.dirname, 'src-main/headless.ts'),
          'command-line': resolve(import.meta.dirname, 'src-main/command-line.ts'),
          simulate: resolve(import.meta.dirname, 'src-main/simulate.ts'),
          'reader-worker': resolve(import.meta.dirname, 'src-main/store/reader-worker.ts'),
          'history-worker': resolve(import.meta.dirname, 'src-main/store/history-worker.ts'),
          'archive-worker': resolve(import.meta.dirname, 'src-main/files/archive-worker.ts'),
          'press-worker': resolve(import.meta.dirname, 'src-main/letter/press-worker.ts'),
          'trace-worker': resolve(import.meta.dirname, 'src-main/store/trace-worker.ts'),
        },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: '[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      rollupOptions: {
        input: { preload: resolve(import.meta.dirname, 'src-preload/preload.ts') },
        // A sandboxed window loads CommonJS preloads only.
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: resolve(import.meta.dirname, 'src-renderer'),
    resolve: { alias: { '@': resolve(import.meta.dirname, 'src-renderer') } },
    plugins: [
      vue(),
      ui({
        // Its templates go to node_modules of the project, not of src-renderer; components are imported by hand.
        root: import.meta.dirname,
        dts: false,
        autoImport: false,
        // Only the icons that the sources name, built in: none is fetched.
        icon: { clientBundle: { scan: { globInclude: ['src-renderer/**/*.{vue,ts}'] } } },
        ui: { colors: { primary: 'teal', neutral: 'slate' } },
      }),
    ],
    build: {
      outDir: 'out/renderer',
      minify: true,
      rollupOptions: { input: { index: resolve(import.meta.dirname, 'src-renderer/index.html') } },
    },
  },
})
