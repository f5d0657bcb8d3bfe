import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: {
    alias: {
      '@': resolve(import.meta.dirname, 'src-renderer'),
    },
  },
  test: {
    include: ['src-*/**/*.test.ts', 'tests/stories/**/*.test.ts', 'tests/host/**/*.test.ts', 'scripts/**/*.test.ts'],
    maxWorkers: 2,
    testTimeout: 30_000,
  },
})
