import { defineConfig, mergeConfig } from 'vitest/config'
import base from './vitest.config.ts'

/** `npm run test:slow`: what takes minutes, and is not part of `npm test`. */
export default mergeConfig({ ...base, test: { ...base.test, include: [] } }, defineConfig({ test: { include: ['tests/slow/**/*.test.ts'] } }))
