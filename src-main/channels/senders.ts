import type { AlertSenders } from '../app/alerts-ports'
import { publish } from './mqtt'
import { sendMail } from './email'
import { post } from './webhook'

/** The ways out to people and programs elsewhere. */
export function createSenders(): AlertSenders {
  return {
    send(message, { target, secret }) {
      switch (target.kind) {
        case 'email':
          return sendMail(message, target, secret)
        case 'webhook':
          return post(message, target, secret)
        case 'mqtt':
          return publish(message, target, secret)
      }
    },
  }
}
