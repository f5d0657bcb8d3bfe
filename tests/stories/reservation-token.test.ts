import { expect, it } from 'vitest'
import { answering, rawStation } from './raw-station'
import { HOUR, openStage, plug } from './story'

it('a reservation names the type of a token as a station told it, else the one that it looks like', async () => {
  const stage = await openStage()
  const station = await rawStation(stage, { version: '2.0.1' })
  await station.boot()
  await station.call('Authorize', { idToken: { idToken: '12345678', type: 'KeyCode' } })
  const asked = answering(station, { ReserveNow: () => ({ status: 'Accepted' }) })
  const until = stage.clock.now() + HOUR
  await stage.client.reservations.reserve({ station: 'RAW-1', place: plug, idToken: '12345678', until })
  await stage.client.reservations.reserve({ station: 'RAW-1', place: plug, idToken: '04A2B9C1D27480', until })
  expect(asked.map(({ payload }) => payload.idToken)).toEqual([
    { idToken: '12345678', type: 'KeyCode' },
    { idToken: '04A2B9C1D27480', type: 'ISO14443' },
  ])
})
