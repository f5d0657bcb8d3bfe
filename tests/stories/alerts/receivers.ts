import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import { type AddressInfo, createServer as createTcpServer } from 'node:net'
import { Aedes } from 'aedes'
import { SMTPServer } from 'smtp-server'
import { onTestFinished } from 'vitest'

const portOf = (server: { address(): AddressInfo | string | null }) => {
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('not listening')
  return address.port
}

/** A mail server on loopback that wants this user and keeps what came. */
export async function aMailServer({ user = 'plug', password = 'wall-socket' } = {}) {
  const mails: { from: string; to: string[]; text: string }[] = []
  const server = new SMTPServer({
    disabledCommands: ['STARTTLS'],
    allowInsecureAuth: true,
    onAuth({ username, password: given }, _session, done) {
      if (username === user && given === password) done(null, { user: username })
      else done(new Error('Invalid username or password'))
    },
    onData(stream, { envelope }, done) {
      let text = ''
      stream.on('data', (part: Buffer) => (text += part.toString('utf8')))
      stream.on('end', () => {
        mails.push({ from: envelope.mailFrom === false ? '' : envelope.mailFrom.address, to: envelope.rcptTo.map(({ address }) => address), text })
        done(null, `queued as ${mails.length}`)
      })
    },
  })
  server.on('error', () => undefined)
  server.listen(0, '127.0.0.1')
  await once(server.server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => server.close(() => resolve())))
  return { mails, port: portOf(server.server), user, password }
}

/** A web server that keeps what was posted; `answer` says what it gives back. */
export async function aWebServer(answer: (count: number) => number = () => 200) {
  const posts: { body: string; headers: IncomingHttpHeaders }[] = []
  let count = 0
  const server = createServer((request, response) => {
    let body = ''
    request.on('data', (part: Buffer) => (body += part.toString('utf8')))
    request.on('end', () => {
      const status = answer(++count)
      if (status < 300) posts.push({ body, headers: request.headers })
      response.writeHead(status, { connection: 'close' }).end(status < 300 ? 'thanks' : 'not now')
    })
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  return { posts, url: `http://127.0.0.1:${portOf(server)}/hook`, tries: () => count }
}

/** A broker that wants a password and keeps what was published. */
export async function aBroker(password = 'wall-socket') {
  const published: { topic: string; payload: Record<string, unknown> }[] = []
  const broker = await Aedes.createBroker({
    authenticate(_client, _user, given, done) {
      done(null, given?.toString() === password)
    },
  })
  broker.on('publish', ({ topic, payload }, client) => {
    if (client !== null) published.push({ topic, payload: JSON.parse(payload.toString()) as Record<string, unknown> })
  })
  const server = createTcpServer((socket) => broker.handle(socket))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => new Promise<void>((resolve) => broker.close(() => server.close(() => resolve()))))
  return { published, url: `mqtt://127.0.0.1:${portOf(server)}`, password }
}
