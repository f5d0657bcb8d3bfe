import { registerHooks } from 'node:module'

/**
 * Preloaded into Node (`node --import`): whoever imports `electron` gets the stand-in. Sources that are run unbuilt may
 * leave the extension off their relative imports, as the bundler lets them.
 */
registerHooks({
  resolve(specifier, context, next) {
    if (specifier === 'electron') return next(new URL('./electron.ts', import.meta.url).href, context)
    const isBareRelative = /^\.\.?\//.test(specifier) && !/\.\w+$/.test(specifier)
    const isSource = context.parentURL?.endsWith('.ts') === true && !context.parentURL.includes('/node_modules/')
    return next(isBareRelative && isSource ? `${specifier}.ts` : specifier, context)
  },
})
