/**
 * Chromium under Playwright cannot be taught a scheme, so the page lives on a made-up https origin that never leaves the
 * browser. The app sees its own scheme only: addresses are translated on every crossing.
 */
const appOrigin = 'app://plugboard'
export const browserOrigin = 'https://plugboard.app.test'

export function toBrowser(url: string): string {
  return url.startsWith(`${appOrigin}/`) ? browserOrigin + url.slice(appOrigin.length) : url
}

export function fromBrowser(url: string): string {
  return url.startsWith(`${browserOrigin}/`) ? appOrigin + url.slice(browserOrigin.length) : url
}
