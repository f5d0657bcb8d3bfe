import { createTransport } from 'nodemailer'
import type { ChannelTarget } from '#contract/alerts'
import type { OutgoingMessage } from '../app/alerts-ports'

const TIMEOUT_MS = 15_000

/** Gives what the server said at the end, e.g. "250 OK: queued as 12345". */
export async function sendMail(message: OutgoingMessage, target: Extract<ChannelTarget, { kind: 'email' }>, password: string | null): Promise<string> {
  const transport = createTransport({
    host: target.host,
    port: target.port,
    secure: target.security === 'tls',
    requireTLS: target.security === 'starttls',
    ignoreTLS: target.security === 'none',
    ...(target.user === '' ? {} : { auth: { user: target.user, pass: password ?? '' } }),
    connectionTimeout: TIMEOUT_MS,
    greetingTimeout: TIMEOUT_MS,
    socketTimeout: TIMEOUT_MS,
    dnsTimeout: TIMEOUT_MS,
  })
  try {
    const { response } = await transport.sendMail({
      from: { name: 'Plugboard', address: target.from },
      to: [...target.to],
      subject: message.title,
      text: message.text,
      // The same for every try, so that a server or a mail program knows a repetition.
      messageId: `<${message.key}@plugboard>`,
      date: new Date(message.at),
      // RFC 3834: no holiday notes in return.
      headers: { 'Auto-Submitted': 'auto-generated' },
      disableFileAccess: true,
      disableUrlAccess: true,
    })
    return response
  } finally {
    transport.close()
  }
}
