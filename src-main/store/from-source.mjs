/**
 * Lets a worker thread run from source, as tests do: imports without a file ending find their TypeScript file. Built
 * workers are one file each and never see this.
 */
import { existsSync } from 'node:fs'
import { registerHooks } from 'node:module'
import { fileURLToPath } from 'node:url'

registerHooks({
  resolve(specifier, context, next) {
    const isRelative = specifier.startsWith('.') && context.parentURL?.endsWith('.ts')
    const file = isRelative ? new URL(`${specifier}.ts`, context.parentURL) : null
    return next(file && existsSync(fileURLToPath(file)) ? file.href : specifier, context)
  },
})
