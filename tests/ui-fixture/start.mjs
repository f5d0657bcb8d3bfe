/**
 * A core of made-up data behind the real contract, to look at the windows with ugly values before or without chargers.
 * Serves out/renderer (build it first) and the bridge. It signs everybody in; it never runs in the product.
 *
 *   node tests/ui-fixture/start.mjs [--port 9290] [--stations 40] [--empty] [--silent] [--denied] [--root out/renderer]
 *
 * --empty: nothing ever connected; --silent: feeds never bring anything (loading); --denied: not signed in;
 * `kill -USR2 <pid>` cuts every link and refuses new ones, again restores (no link).
 */
import { registerHooks } from 'node:module'

// The sources import each other without extensions, as bundlers do.
registerHooks({
  resolve(specifier, context, next) {
    try {
      return next(specifier, context)
    } catch (error) {
      if (!specifier.startsWith('.')) throw error
      return next(`${specifier}${error.code === 'ERR_UNSUPPORTED_DIR_IMPORT' ? '/index' : ''}.ts`, context)
    }
  },
})
await import('./serve.ts')
