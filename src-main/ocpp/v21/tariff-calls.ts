import type { OutboundTable } from '../dialect'
import { readStatus } from '../station-reply'
import { objects, text } from '../wire-reading'
import { tariffType } from './tariff'
import type { Requests } from './wire.gen'

/** OCPP 2.1, block I: the station computes costs itself. */
export const tariffCalls = {
  'set-tariff': {
    action: 'SetDefaultTariff',
    encode({ tariff, tariffId }) {
      const type = tariffType(tariff, tariffId)
      return 'unsupported' in type ? type : { evseId: 0, tariff: type }
    },
    read: readStatus,
  },
  'change-tariff': {
    action: 'ChangeTransactionTariff',
    encode({ transactionId, tariff, tariffId }) {
      const type = tariffType(tariff, tariffId)
      return 'unsupported' in type ? type : { transactionId, tariff: type }
    },
    read: readStatus,
  },
  'list-tariffs': {
    action: 'GetTariffs',
    encode: () => ({ evseId: 0 }),
    read(payload) {
      const tariffs = objects(payload.tariffAssignments).flatMap(({ tariffId, tariffKind }) => {
        const id = text(tariffId)
        return id !== null && tariffKind === 'DefaultTariff' ? [id] : []
      })
      const reply = readStatus(payload)
      // That there is none is an answer as well.
      return { ...reply, accepted: reply.accepted || reply.raw === 'NoTariff', defaultTariffs: tariffs }
    },
  },
  'clear-tariffs': {
    action: 'ClearTariffs',
    encode: ({ tariffIds }) => ({ tariffIds: [...tariffIds] as [string, ...string[]] }),
    read(payload) {
      const refused = objects(payload.clearTariffsResult).find(({ status }) => status === 'Rejected')
      return { accepted: refused === undefined, raw: refused ? 'Rejected' : 'Accepted', response: payload }
    },
  },
} satisfies OutboundTable<Requests>
