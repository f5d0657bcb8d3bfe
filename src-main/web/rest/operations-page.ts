import type { OpenAPI } from '@orpc/openapi'

const style = `
  body { font: 15px/1.5 system-ui, sans-serif; max-width: 72rem; margin: 2rem auto; padding: 0 1rem; color-scheme: light dark }
  table { border-collapse: collapse; width: 100% }
  td, th { text-align: left; vertical-align: top; padding: .3rem .8rem .3rem 0; border-top: 1px solid #8884 }
  code { font: 13px ui-monospace, monospace; white-space: nowrap }
  p { white-space: pre-line; max-width: 48rem }`

/** What there is, for whoever opens `/api` in a browser: plain HTML, made from the document, nothing loaded. */
export function operationsPage({ info, paths = {} }: OpenAPI.Document): string {
  const rows = Object.entries(paths).flatMap(([path, operations]) =>
    (['get', 'post', 'put', 'patch', 'delete'] as const).flatMap((method) => {
      const operation = operations?.[method]
      return operation ? [{ path, method: method.toUpperCase(), operation }] : []
    }),
  )
  const areas = [...new Set(rows.map(({ operation }) => operation.tags?.[0] ?? ''))]
  const tables = areas.map((area) => {
    const lines = rows.filter(({ operation }) => operation.tags?.[0] === area).map(lineOf)
    return `<h2>${text(area)}</h2><table><tr><th>Method</th><th>Path</th><th>Token to</th><th>Purpose</th></tr>${lines.join('')}</table>`
  })
  return `<!doctype html><html lang="en"><meta charset="utf-8"><title>Plugboard: REST</title><style>${style}</style>
<h1>Plugboard ${text(info.version)}: REST</h1><p>${text(info.description ?? '')}</p>
<p>The whole of it as OpenAPI 3.1: <a href="/api/openapi.json">/api/openapi.json</a></p>
${tables.join('\n')}`
}

function lineOf({ path, method, operation }: { path: string; method: string; operation: OpenAPI.OperationObject }): string {
  const level = 'x-level' in operation ? String(operation['x-level']) : ''
  return `<tr><td><code>${method}</code></td><td><code>/api${text(path)}</code></td><td>${level}</td><td>${text(operation.summary ?? '')}</td></tr>`
}

const text = (value: string) => value.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')
