// A process of its own, on the installed Node: the package needs a newer one than the set-up may have.
import chromium from '@sparticuz/chromium'

console.log(await chromium.executablePath())
