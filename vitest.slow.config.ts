import { defineConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** `npm run test:slow`: what takes minutes, and is not part of `npm test`. */
export default defineConfig({
  resolve: base.resolve ?? {},
  test: { testTimeout: 30_000, include: ['tests/slow/**/*.test.ts'] },
})
