import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'

const fontFolder = join(dirname(createRequire(import.meta.url).resolve('pdfmake/package.json')), 'fonts/Roboto')
const roboto = (name: string) => join(fontFolder, `Roboto-${name}.ttf`)

const fonts = {
  Roboto: { normal: roboto('Regular'), bold: roboto('Medium'), italics: roboto('Italic'), bolditalics: roboto('MediumItalic') },
  Courier: { normal: 'Courier' },
}

/** Fonts come from the package, nothing from outside. It is large and seldom needed, so it is loaded with the first page. */
export async function printer() {
  const { default: pdfmake } = await import('pdfmake')
  pdfmake.setFonts(fonts)
  pdfmake.setUrlAccessPolicy(() => false)
  pdfmake.setLocalAccessPolicy((path) => path === 'Courier' || path.startsWith(fontFolder))
  return pdfmake
}
