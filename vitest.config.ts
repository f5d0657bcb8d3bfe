import { resolve } from 'node:path'
import { defineConfig } from 'vitest/config'

/** Functions and small parts, which keep nothing from file to file: one process takes them all, in half the time. */
const small = ['src-main/{domain,ocpp}/**/*.test.ts', 'src-preload/**/*.test.ts', 'src-renderer/**/*.test.ts', 'scripts/**/*.test.ts']

export default defineConfig({
  resolve: {
    alias: {
      '@': resolve(import.meta.dirname, 'src-renderer'),
    },
  },
  test: {
    maxWorkers: 2,
    testTimeout: 30_000,
    projects: [
      { extends: true, test: { name: 'small', include: small, isolate: false } },
      {
        extends: true,
        test: {
          name: 'stories',
          include: ['src-*/**/*.test.ts', 'tests/stories/**/*.test.ts', 'tests/host/**/*.test.ts'],
          exclude: small,
        },
      },
    ],
  },
})
