import { request } from 'node:http'

interface HttpUpload {
  url: URL
  file: string
  data: Buffer
  isPartial: boolean
  /** As announced; more than `data` holds when it is to break off. */
  bytes: number
  method: 'PUT' | 'POST' | 'POST-form'
}

/** @throws when the server refuses, or when it was to break off */
export async function uploadByHttp({ url, file, data, isPartial, bytes, method }: HttpUpload): Promise<void> {
  const target = new URL(url)
  if (target.pathname.endsWith('/')) target.pathname += encodeURIComponent(file)
  else target.pathname = target.pathname.replace(/[^/]*$/, encodeURIComponent(file))
  const [head, tail, type] = method === 'POST-form' ? formAround(file) : ['', '', 'application/octet-stream']
  const status = await new Promise<number>((resolve, reject) => {
    const call = request(target, {
      method: method === 'PUT' ? 'PUT' : 'POST',
      headers: { 'content-type': type, 'content-length': head.length + bytes + tail.length },
      timeout: 60_000,
      agent: false,
    })
    call.on('response', (response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    call.on('timeout', () => call.destroy(new Error('no answer')))
    call.on('error', reject)
    call.write(head)
    // A breath, so that what was written is on its way before the line is cut.
    if (isPartial) call.write(data, () => setTimeout(() => call.destroy(new Error('broken off')), 30))
    else call.end(Buffer.concat([data, Buffer.from(tail)]))
  })
  if (status >= 300) throw new Error(`HTTP ${status}`)
}

function formAround(file: string): [head: string, tail: string, type: string] {
  const boundary = 'plugboard-simulator-9f2c'
  const head = `--${boundary}\r\ncontent-disposition: form-data; name="file"; filename="${file}"\r\ncontent-type: application/gzip\r\n\r\n`
  return [head, `\r\n--${boundary}--\r\n`, `multipart/form-data; boundary=${boundary}`]
}
