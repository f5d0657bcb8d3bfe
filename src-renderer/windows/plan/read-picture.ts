import { mostPlanBytes, type PlanInput } from '#contract/plan'

/** What it says is for people; what kind of picture it is does not matter to the core, which keeps pixels alone. */
export class UnreadablePicture extends Error {
  override name = 'UnreadablePicture'
}

const widestPx = 2_400
const qualities = [0.9, 0.8, 0.65, 0.5] as const

/**
 * Any picture, or a page of a PDF, drawn anew: whatever an SVG or a PDF could carry besides is left behind, and it becomes
 * small enough to be sent. @throws UnreadablePicture
 */
export async function readPicture(file: File, page = 1): Promise<Omit<PlanInput, 'site'>> {
  try {
    const isPdf = file.type === 'application/pdf' || file.name.toLowerCase().endsWith('.pdf')
    const canvas = isPdf ? await drawnPage(file, page) : await drawnImage(file)
    return { name: file.name.slice(0, 200), width: canvas.width, height: canvas.height, data: await encoded(canvas) }
  } catch (cause) {
    throw new UnreadablePicture(file.name, { cause })
  }
}

async function drawnImage(file: File): Promise<HTMLCanvasElement> {
  const url = URL.createObjectURL(file)
  try {
    const image = new Image()
    image.src = url
    await image.decode()
    // An SVG may have no size of its own.
    const [width, height] = [image.naturalWidth || 1_200, image.naturalHeight || 800]
    const isDrawing = file.type === 'image/svg+xml'
    const scale = isDrawing ? widestPx / Math.max(width, height) : Math.min(1, widestPx / Math.max(width, height))
    const canvas = blank(width * scale, height * scale)
    contextOf(canvas).drawImage(image, 0, 0, canvas.width, canvas.height)
    return canvas
  } finally {
    URL.revokeObjectURL(url)
  }
}

async function drawnPage(file: File, page: number): Promise<HTMLCanvasElement> {
  const [{ getDocument, GlobalWorkerOptions }, { default: workerUrl }] = await Promise.all([
    import('pdfjs-dist'), import('pdfjs-dist/build/pdf.worker.min.mjs?url'),
  ])
  GlobalWorkerOptions.workerSrc = workerUrl
  const task = getDocument({ data: new Uint8Array(await file.arrayBuffer()), useWasm: false })
  try {
    const drawn = await (await task.promise).getPage(page)
    const { width, height } = drawn.getViewport({ scale: 1 })
    const viewport = drawn.getViewport({ scale: widestPx / Math.max(width, height) })
    const canvas = blank(viewport.width, viewport.height)
    await drawn.render({ canvas, viewport }).promise
    return canvas
  } finally {
    await task.destroy()
  }
}

function blank(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = Math.max(1, Math.round(width))
  canvas.height = Math.max(1, Math.round(height))
  const context = contextOf(canvas)
  // Drawings are made for paper.
  context.fillStyle = 'white'
  context.fillRect(0, 0, canvas.width, canvas.height)
  return canvas
}

function contextOf(canvas: HTMLCanvasElement): CanvasRenderingContext2D {
  const context = canvas.getContext('2d')
  if (!context) throw new Error('no canvas')
  return context
}

/** In base64, in the best quality that fits. */
async function encoded(canvas: HTMLCanvasElement): Promise<string> {
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, 'image/webp', quality))
    if (blob && blob.size <= mostPlanBytes) return base64Of(blob)
  }
  throw new Error('too large')
}

async function base64Of(blob: Blob): Promise<string> {
  const reader = new FileReader()
  const read = new Promise<string>((resolve, reject) => {
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('not read'))
  })
  reader.readAsDataURL(blob)
  return (await read).replace(/^[^,]*,/, '')
}
