import { appHost, appScheme } from './renderer-files'

/** Where the windows' page lives: the `app:` scheme, or the dev server while developing. */
export interface PageAddress {
  /** Address of the page without a route. */
  page: string
  isOwn(url: string): boolean
  /** Address of a route, e.g. `/sessions`. A window of its own has no navigation rail. */
  ofRoute(route: string, alone: boolean): string
  /** The route of an address, without the mark of a window of its own; null when the address is not ours. */
  routeOf(url: string): { route: string; alone: boolean } | null
}

export function pageAddress(devServer: string | null): PageAddress {
  const page = new URL(devServer ?? `${appScheme}://${appHost}/`).href
  const origin = originOf(page)

  function isOwn(url: string): boolean {
    return originOf(url) === origin
  }

  function ofRoute(route: string, alone: boolean): string {
    const [path = '/', query = ''] = split(route, '?')
    const parameters = new URLSearchParams(query)
    if (alone) parameters.set('window', '1')
    const search = parameters.toString()
    return `${page}#${path}${search === '' ? '' : `?${search}`}`
  }

  function routeOf(url: string): { route: string; alone: boolean } | null {
    if (!isOwn(url)) return null
    const { pathname, hash } = new URL(url)
    if (pathname !== '/' && pathname !== '/index.html') return null
    const [path, query] = split(hash.slice(1) || '/', '?')
    const parameters = new URLSearchParams(query)
    const alone = parameters.get('window') === '1'
    parameters.delete('window')
    const search = parameters.toString()
    return { route: `${path.startsWith('/') ? path : `/${path}`}${search === '' ? '' : `?${search}`}`, alone }
  }

  return { page, isOwn, ofRoute, routeOf }
}

/** `URL.origin` is the word "null" for schemes that Node does not know, so scheme and host are compared instead. */
function originOf(url: string): string | null {
  if (!URL.canParse(url)) return null
  const { protocol, host } = new URL(url)
  return `${protocol}//${host}`
}

function split(text: string, separator: string): [string, string] {
  const at = text.indexOf(separator)
  return at === -1 ? [text, ''] : [text.slice(0, at), text.slice(at + 1)]
}
