import { expect, it } from 'vitest'
import { first, openStage, type Stage } from './story'

const aSite = { site: null, company: null, address: '', latitude: null, longitude: null, timeZone: 'Europe/Berlin', currency: 'EUR', limitA: null, openingHours: null }
const png = Buffer.from('89504e470d0a1a0a0000', 'hex').toString('base64')
const plans = (stage: Stage) => first(stage.client.plans.watch())

async function aDepot(stage: Stage) {
  const { site } = await stage.client.organisation.saveSite({ ...aSite, name: 'Harbour' })
  await stage.register('CP-1')
  await stage.client.organisation.place({ stations: ['CP-1'], site, area: null })
  return { site, plan: { site, name: 'yard.pdf', width: 800, height: 600, data: png } }
}

it('a plan and the places on it outlive a restart, and a new picture keeps them', async () => {
  const stage = await openStage()
  const { site, plan } = await aDepot(stage)
  await expect(stage.client.plans.place({ station: 'CP-1', x: 0.5, y: 0.5 })).rejects.toMatchObject({ code: 'PLAN_NOT_FOUND' })
  await stage.client.plans.save(plan)
  await stage.client.plans.place({ station: 'cp-1', x: 0.25, y: 0.5 })
  await stage.restart()
  await stage.client.plans.save({ ...plan, name: 'yard 2.png', width: 900 })
  expect(await plans(stage)).toMatchObject([{ site, name: 'yard 2.png', width: 900, spots: [{ station: 'CP-1', x: 0.25, y: 0.5 }] }])
  expect(await stage.client.plans.picture({ site })).toEqual({ media: 'image/png', data: png })
})

it('a station that moves to another site stands no longer on the plan, and a removed plan leaves nothing', async () => {
  const stage = await openStage()
  const { site, plan } = await aDepot(stage)
  await stage.client.plans.save(plan)
  await stage.client.plans.place({ station: 'CP-1', x: 0, y: 1 })
  await stage.client.organisation.place({ stations: ['CP-1'], site: null, area: null })
  expect(await plans(stage)).toMatchObject([{ spots: [] }])
  await stage.client.organisation.place({ stations: ['CP-1'], site, area: null })
  await stage.client.plans.takeOff({ station: 'CP-1' })
  await stage.client.plans.place({ station: 'CP-1', x: 1, y: 1 })
  await stage.client.plans.remove({ site })
  await stage.restart()
  await stage.client.plans.save(plan)
  expect(await plans(stage)).toMatchObject([{ spots: [] }])
})

it('only pictures that can carry no program are taken', async () => {
  const stage = await openStage()
  const { plan } = await aDepot(stage)
  const svg = Buffer.from('<svg onload="alert(1)"/>').toString('base64')
  await expect(stage.client.plans.save({ ...plan, data: svg })).rejects.toMatchObject({ code: 'PICTURE_UNREADABLE' })
  await expect(stage.client.plans.save({ ...plan, site: 99 })).rejects.toMatchObject({ code: 'SITE_NOT_FOUND' })
})
