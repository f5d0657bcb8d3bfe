import { describe, expect, it } from 'vitest'
import { accessLevels } from '#contract/access'
import { rawStation } from '../raw-station'
import { eventually } from '../story'
import { serve } from './served'

describe('what a script may do', () => {
  const calls = [
    ['GET /stations', 'read'],
    ['GET /stations/CP-1', 'read'],
    ['POST /stations/CP-1/check', 'read', { action: 'Reset', payload: { type: 'Soft' } }],
    ['POST /stations/CP-1/commands', 'operate', { request: { kind: 'reset', mode: 'soft' } }],
    ['PUT /stations/CP-1', 'administer', { name: 'Gate', site: null }],
    ['PATCH /settings', 'administer', { keepFramesDays: 20 }],
    ['POST /access/tokens', 'administer', { name: 'another', level: 'administer' }],
  ] as const

  it.each(accessLevels)('is by the level of its token: %s', async (level) => {
    const { stage, ask, tokenOf } = await serve()
    await stage.stationOf('1.6', { plan: { identity: 'CP-1' } })
    const token = await tokenOf(level)
    for (const [request, needed, body] of calls) {
      const { status, body: answer } = await ask(request, { token, body })
      if (accessLevels.indexOf(level) >= accessLevels.indexOf(needed)) expect([request, status]).toEqual([request, 200])
      else expect([request, status, answer]).toEqual([request, 403, expect.objectContaining({ code: 'LEVEL_TOO_LOW', data: { level, needed } })])
    }
    expect((await ask('GET /settings', { token })).body.keepFramesDays).toBe(level === 'administer' ? 20 : 14)
  })

  it('is nothing without a token, with a wrong, a revoked or an expired one', async () => {
    const { stage, ask, tokenOf } = await serve()
    expect(await ask('GET /stations', { token: null })).toMatchObject({ status: 401, body: { code: 'TOKEN_MISSING', message: expect.any(String) } })
    expect((await ask('GET /stations', { token: null })).headers.get('www-authenticate')).toContain('Bearer')
    expect(await ask('GET /stations', { token: 'x'.repeat(43) })).toMatchObject({ status: 401, body: { code: 'TOKEN_WRONG' } })
    const short = await tokenOf('read', stage.clock.now() + 60_000)
    expect((await ask('GET /stations', { token: short })).status).toBe(200)
    stage.clock.advance(60_000)
    expect((await ask('GET /stations', { token: short })).status).toBe(401)
    const token = await tokenOf('read')
    expect((await ask('GET /stations', { token })).status).toBe(200)
    const { body: tokens } = await ask('GET /access/tokens')
    await ask(`DELETE /access/tokens/${tokens.find(({ name }: { name: string }) => name === 'read').id}`)
    expect((await ask('GET /stations', { token })).status).toBe(401)
  })

  it('is tried in vain with many wrong tokens, while a right one goes on', async () => {
    const { ask } = await serve()
    for (let index = 0; index < 20; index++) expect((await ask('GET /app', { token: `wrong${index}` })).status).toBe(401)
    const refused = await ask('GET /app', { token: 'wrong' })
    expect([refused.status, refused.body.code]).toEqual([429, 'TOO_MANY_WRONG_TOKENS'])
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0)
    expect((await ask('GET /app')).status).toBe(200)
  })

  it('is not what a page of another site, or the cookie of a browser, can do', async () => {
    const { ask, origin } = await serve()
    expect((await ask('GET /app', { headers: { origin: 'https://evil.example' } })).status).toBe(403)
    const answer = await ask('GET /app', { headers: { origin } })
    expect(answer.status).toBe(200)
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
    const cookie = `plugboard-${new URL(origin).port}=whatever`
    expect((await ask('GET /app', { token: null, headers: { cookie } })).status).toBe(401)
  })
})

describe('tokens', () => {
  it('are shown once, kept as digests, listed with their last use, and last over a restart', async () => {
    const served = await serve()
    const { stage, ask } = served
    const { body } = await ask('POST /access/tokens', { body: { name: 'Nightly', level: 'read' } })
    expect(body).toMatchObject({ secret: expect.stringMatching(/^[\w-]{43}$/), token: { name: 'Nightly', level: 'read', lastUsedAt: null } })
    expect(JSON.stringify((await ask('GET /access/tokens')).body)).not.toContain(body.secret)
    expect((await ask('POST /access/tokens', { body: { name: 'nightly', level: 'read' } })).body).toMatchObject({ code: 'NAME_TAKEN', status: 409, message: 'The name nightly is already in use.' })
    await served.restart()
    expect((await ask('GET /app', { token: body.secret })).status).toBe(200)
    const { body: tokens } = await ask('GET /access/tokens')
    expect(tokens).toContainEqual(expect.objectContaining({ name: 'Nightly', lastUsedAt: stage.clock.now() }))
  })

  it('stand in the history of what they sent', async () => {
    const { stage, ask, tokenOf } = await serve()
    await stage.stationOf('2.0.1', { plan: { identity: 'CP-1' } })
    const { body } = await ask('POST /stations/CP-1/commands', {
      token: await tokenOf('operate'),
      body: { request: { kind: 'raw', action: 'ClearCache', payload: {} } },
    })
    expect(body).toMatchObject({ action: 'ClearCache', by: 'token:operate', outcome: 'accepted' })
    expect((await ask('GET /stations/CP-1/commands')).body).toMatchObject([{ id: body.id, by: 'token:operate' }])
  })
})

it('a token stands in the audit of what it repaired', async () => {
  const { stage, ask, tokenOf } = await serve()
  const station = await rawStation(stage, { identity: 'CP-1' })
  await station.boot()
  const choice = { field: 'minCurrent', value: 8 }
  const { status } = await ask('PUT /stations/CP-1/compatibility', { token: await tokenOf('administer'), body: { choice } })
  expect(status).toBe(200)
  expect((await stage.client.desk.audit({ cursor: null, limit: 5 })).rows).toMatchObject([{ action: 'overridden', host: 'token:administer' }])
  await stage.client.stations.setCompatibility({ station: 'CP-1', choice: { field: 'minCurrent', value: null } })
  expect((await stage.client.desk.audit({ cursor: null, limit: 5 })).rows[0]).toMatchObject({ host: 'headless' })
})

describe('a request', () => {
  it('reads what windows read: lists, one of them, and pages with a filter', async () => {
    const { stage, ask } = await serve()
    const station = await rawStation(stage, { identity: 'A/B 1', path: '/A%2FB%201' })
    await station.boot()
    expect((await ask('GET /stations')).body).toMatchObject([{ station: 'A/B 1', link: 'up' }])
    expect((await ask('GET /stations/A%2FB%201')).body).toMatchObject({ row: { station: 'A/B 1' } })
    await eventually(async () => (await ask('GET /trace?filter[action]=BootNotification&limit=1')).body).toMatchObject({
      rows: [{ station: 'A/B 1', kind: 'result' }],
      next: expect.any(String),
    })
    expect((await ask('GET /trace?filter[text]=nowhere')).body).toMatchObject({ rows: [], next: null })
    expect((await ask('GET /sessions')).body).toEqual({ rows: [], next: null })
    expect((await ask('GET /overview')).body).toMatchObject({ stations: { linked: 1 } })
  })

  it('that cannot be gets an error with a code and a sentence', async () => {
    const { ask, report } = await serve()
    expect(await ask('GET /stations/NOBODY')).toMatchObject({
      status: 404,
      body: { code: 'STATION_NOT_FOUND', message: 'There is no charger with the identity NOBODY.', data: { station: 'NOBODY' } },
    })
    expect(await ask('GET /sessions/7/curve')).toMatchObject({ status: 404, body: { code: 'SESSION_NOT_FOUND' } })
    expect(await ask('GET /sessions/seven')).toMatchObject({ status: 400, body: { code: 'BAD_REQUEST' } })
    expect(await ask('PATCH /settings', { body: '{' })).toMatchObject({ status: 400 })
    expect(await ask('PATCH /settings', { body: JSON.stringify({ remoteIdToken: 'x'.repeat(1_100_000) }) })).toMatchObject({ status: 413 })
    expect(await ask('GET /nowhere')).toMatchObject({ status: 404, body: { code: 'NO_SUCH_PROCEDURE' } })
    expect(await ask('DELETE /stations')).toMatchObject({ status: 404 })
    expect(report).toEqual([])
  })

  it('follows a feed as server-sent events, which end with the token', async () => {
    const { stage, origin, ask, tokenOf } = await serve()
    const token = await tokenOf('read')
    const response = await fetch(`${origin}/api/stations`, { headers: { authorization: `Bearer ${token}`, accept: 'text/event-stream' } })
    expect(response.headers.get('content-type')).toContain('text/event-stream')
    let text = ''
    const ended = (async () => {
      for await (const chunk of response.body!.pipeThrough(new TextDecoderStream())) text += chunk
    })().catch(() => undefined)
    await eventually(() => text).toContain('{"kind":"snapshot","rows":[]}')
    await stage.register('LATER')
    stage.clock.advance(200)
    await eventually(() => text).toMatch(/"kind":"patch","upserts":\[\{"station":"LATER"/)
    const { body: tokens } = await ask('GET /access/tokens')
    await ask(`DELETE /access/tokens/${tokens.find(({ name }: { name: string }) => name === 'read').id}`)
    await ended
  })
})
