import Database from 'better-sqlite3'
import { expect, it } from 'vitest'
import { migrate } from '../open-database'
import { readBillTouched } from '../reads/bills'
import { sessionsBefore, signedReads } from '../reads/signed'
import { readBookmarks } from '../reads/trace'
import { accessTables } from '../tables/access'
import { administrationTables, defaultSettings } from '../tables/administration'
import { alertTables } from '../tables/alerts'
import { auditTable } from '../tables/audit'
import { billTables } from '../tables/bills'
import { chargingTables } from '../tables/charging'
import { configurationTables } from '../tables/configuration'
import { courseTables } from '../tables/courses'
import { handshakeTable } from '../tables/handshakes'
import { findingExampleTable } from '../tables/finding-examples'
import { kpiTables } from '../tables/kpi'
import { localListTable } from '../tables/local-lists'
import { observationTables } from '../tables/observations'
import { certificateRequestTable } from '../tables/certificate-requests'
import { securityTables } from '../tables/security'
import { sessionTable } from '../tables/sessions'
import { signedTables } from '../tables/signed'
import { organisationTables } from '../tables/organisation'
import { presenceTables } from '../tables/presence'
import { planTables } from '../tables/plans'
import { pricingTables } from '../tables/pricing'
import { reportTables } from '../tables/reports'
import { stationTable } from '../tables/stations'
import { tokenTables } from '../tables/tokens'
import { transferTables } from '../tables/transfers'
import { migrations } from './migrations'

const rowsOfAll = /* sql */ `
    insert into site (site, name) values (1, 'Harbour');
    insert into setting (key, value) values ('heartbeatIntervalS', '120');
    insert into station (station, name, site, admission, first_seen_at, facts) values ('CP1', 'Gate', 1, 'registered', 5, '{
      "vendor": "V", "model": "M", "status": "enabled", "fault": null, "heartbeatIntervalS": 300, "unsupported": [],
      "connectors": [{ "evse": 1, "connector": 1, "status": "occupied", "chargingState": "charging", "power": null }]
    }');
    insert into session (session, station, evse, connector, transaction_id, state, started_at, start_text, start_seen,
      meter_start_mwh, energy_mwh, marks, meter)
    values (7, 'CP1', 1, 1, '7', 'running', 100, '1970', 1, 1000000, 250000, '["late"]', '{"energyWh": 250}');
    insert into sample (session, at, quantity, phase, context, value) values (7, 110, 'energy-import', '', 'periodic', 1250);
    insert into frame (id, at, station, connection, direction, kind, text) values (3, 100, 'CP1', 'c', 'in', 'call', '[2]');
    insert into id_token (token, raw, status, first_seen_at, last_seen_at) values ('04A2', '04:a2', 'blocked', 1, 2);
    insert into finding (station, code, count, first_at, last_at, example) values ('CP1', 'T01', 2, 1, 2, 'x');
    insert into counter (name, value) values ('session', 7);
    insert into handshake (id, at, remote_address, identity, outcome, detail, request) values (2, 9, '::1', 'CP1', 'tls-failed', 'x', 'GET /');
    insert into command (id, station, request, sent_at, round_trip_ms, outcome, answer)
    values (4, 'CP1', '{"kind":"reset","mode":"soft"}', 100, 12, 'accepted', 'Accepted');
    insert into session (session, station, state, started_at, start_seen, ended_at, energy_mwh, marks, meter)
    values (6, 'CP1', 'completed', 50, 1, 90, 0, '["late", "derived"]', '{"energyWh": 0}'),
      (5, 'CP1', 'completed', 40, 1, 45, 0, '["derived"]', '{"energyWh": 0}');
  `

const aPerson = /* sql */ `insert into person (person, name, note, created_at) values (1, 'Ada', '', 1);`
const aPlaceholder = /* sql */ `insert into placeholder (station, token, person) values ('CP1', 'FREE', 1);`
const aLateSession = /* sql */ `
  update session set issues = '["late"]',
    details = '{"chargingStateAt": null, "heard": {"first": 50, "sign": 50, "last": 50}, "review": {"suspicion": null, "settled": []}}'
  where session = 6;
`
const lateSessionsAtASite = /* sql */ `
  update session set site_id = 1, site_name = 'Harbour', issues = '["late"]',
    details = '{"chargingStateAt": null, "heard": {"first": 50, "sign": 50, "last": 50}, "review": {"suspicion": null, "settled": []}}'
  where session in (6, 7);
`
const sessionsAtASite = /* sql */ `update session set site_id = 1, site_name = 'Harbour';`
const aRepair = /* sql */ `
  insert into audit (at, action, station, session, host, repair, before, after, note)
  values (9, 'repaired', 'CP1', 6, 'headless', '{"kind":"keep"}', '{"energyWh":1}', '{"energyWh":0}', 'seen');
`
const aConfiguration = /* sql */ `
  insert into configuration (station, read_at, settings, gaps) values ('CP1', 9, '[]', '["#1"]');
  insert into configuration_snapshot (id, station, at, count, settings) values (1, 'CP1', 9, 1, '[["A","1"]]');
  insert into configuration_template (template, name, settings) values (1, 'Depot', '[{"name":"A","value":"1"}]');
  insert into configuration_plan (station, template, settings, is_reapplied) values ('CP1', 1, '[]', 1);
`
const countedAttempts = /* sql */ `update handshake set first_at = 8, count = 4;`
const aUsedDepot = `${sessionsAtASite}${aLateSession}${countedAttempts}`
const framesOfASession = /* sql */ `update frame set session = 7, kept = 1;`
const aBookmark = /* sql */ `insert into bookmark (frame, at, note) values (3, 9, 'look');`

/** Rows as each version wrote them, by its number; what the next version makes of them must still be readable. */
const filled: Record<number, string> = {
  1: rowsOfAll,
  2: /* sql */ `
    ${rowsOfAll}
    insert into command (id, station, request, action, sent_by, sent_at, round_trip_ms, outcome, answer, response)
    values (5, 'CP1', '{"kind":"raw","action":"ClearCache","payload":{}}', 'ClearCache', 'browser', 200, 9, 'accepted',
      'Accepted', '{"status":"Accepted"}');
  `,
  3: /* sql */ `
    ${rowsOfAll}
    ${aPerson}
    update id_token set person = 1, valid_until = 9, token_group = 'FLEET', seen = 3, refused = 2;
    update session set person = 'Ada', is_refused = 1;
    ${aPlaceholder}
    insert into remote_token (station, token) values ('CP1', 'AB');
  `,
  4: /* sql */ `
    ${rowsOfAll}
    ${aPerson}
    ${aPlaceholder}
    ${aLateSession}
    ${aRepair}
  `,
  5: /* sql */ `
    ${rowsOfAll}
    ${aLateSession}
    insert into local_list (station, version, content, result) values ('CP1', 3, '{"04A2":"x"}', 'done');
  `,
  6: /* sql */ `
    ${rowsOfAll}
    ${aPerson}
    ${aPlaceholder}
    ${aLateSession}
    ${aRepair}
    ${aConfiguration}
  `,
  7: /* sql */ `
    ${rowsOfAll}
    ${aPerson}
    ${aPlaceholder}
    ${aLateSession}
    ${aRepair}
    ${aConfiguration}
    insert into transfer (id, station, ended_at, record) values (3, 'CP1', 9, '{"transfer":3,"state":"done"}');
    insert into upload_recipe (station, recipe) values ('CP1', '{"scheme":"http"}');
    insert into firmware (id, name, bytes, sha256, added_at) values (2, 'fw.bin', 10, 'ab', 9);
    insert into setting (key, value) values ('localListSync', '"automatic"'), ('keepsHeartbeatInterval', 'false');
  `,
  8: /* sql */ `
    ${rowsOfAll}
    insert into company (company, name, note) values (1, 'Works', '');
    update site set company = 1, time_zone = 'Europe/Berlin', opening_hours = '[{"days":[1],"from":"06:00","to":"22:00"}]';
    insert into site_area (area, site, name, limit_a) values (1, 1, 'Deck 2', 63);
    insert into person (person, name, note, created_at, company) values (1, 'Ada', '', 1, 1);
    insert into vehicle (person, name, plate, battery_wh) values (1, 'Van', 'B-AB 1', 60000);
    update session set site_id = 1, site_name = 'Harbour', person = 'Ada', person_id = 1;
    ${aLateSession}
    ${aConfiguration}
  `,
  9: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    insert into command (id, station, request, action, sent_by, own_accord, sent_at, round_trip_ms, outcome, answer, response)
    values (6, 'CP1', '{"kind":"trigger","topic":"boot","place":null}', 'TriggerMessage', 'automatic', 'boot-trigger', 200, 9, 'accepted', null, null),
      (7, 'CP1', '{"kind":"trigger","topic":"boot","place":null}', 'TriggerMessage', 'automatic', 'boot-trigger', 300, 9, 'accepted', null, null);
    insert into setting (key, value) values ('ownAccord', '{"local-list":true}');
  `,
  10: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    ${framesOfASession}
    ${aBookmark}
  `,
  11: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    ${framesOfASession}
    ${aBookmark}
    ${countedAttempts}
  `,
  12: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    ${framesOfASession}
    ${aBookmark}
    ${countedAttempts}
    insert into finding_example (station, code, frame, at, direction, action, firmware, text)
    values ('CP1', 'T01', 3, 100, 'in', 'StopTransaction', '1.0', '[2]');
  `,
  13: /* sql */ `
    ${rowsOfAll}
    insert into session_state (session, at, state) values (6, 50, 'charging'), (6, 60, 'suspended-ev');
    ${sessionsAtASite}
    update session set charging_ms = 10, inactivity_ms = 30, vehicle_ms = 30, charged_until = 60, used_at = 90 where session = 6;
    ${aLateSession}
    ${aConfiguration}
    ${countedAttempts}
  `,
  14: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    ${countedAttempts}
    insert into api_token (digest, name, level, created_at, last_used_at) values ('ab', 'Nightly', 'read', 5, 7);
    insert into browser (digest, signed_in_at, expires_at) values ('cd', 5, 9);
  `,
  15: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
  `,
  16: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into charging_profile (id, station, ended_at, record) values (4, 'CP1', null, '{"profile":4,"state":"accepted"}');
    insert into station_charging (station, record) values ('CP1', '{"canList":true}');
    insert into reservation (id, station, ended_at, record) values (5, 'CP1', 9, '{"reservation":5,"state":"used"}');
  `,
  17: /* sql */ `
    ${rowsOfAll}
    ${lateSessionsAtASite}
    ${aConfiguration}
    ${countedAttempts}
    insert into security_choice (key, value) values ('signing', '"automatic"');
    insert into station_key (station, since, pending_hash, pending_since, retired_hash) values ('CP1', 5, 'p', 6, 'r');
    insert into security_item (id, station, kind, source, is_critical, events, first_at, last_at, info)
    values (2, 'CP1', 'ResetOrReboot', 'station', 1, '{"ResetOrReboot":3}', 7, 9, 'why');
    insert into certificate_request (id, station, at, certificate_use, text, common_name, state, fingerprint, not_after)
    values (4, 'CP1', 9, 'station', 'csr', 'CP1', 'installed', 'ab', 99);
    insert into authority (fingerprint, pem, added_at) values ('cd', 'pem', 9);
    insert into installed_root (station, ec, rsa, at) values ('CP1', 1, 0, 9);
  `,
  18: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into tariff_version (version, tariff, body, created_at) values (2, 'T1', '{"id":"T1","name":"Day"}', 9);
    insert into retired_tariff (tariff, retired_at) values ('T1', 10);
    insert into tariff_assignment (assignment, entity_type, entity_id, tariff) values (3, 'site', '1', 'T1');
    insert into price_rule (rule, body) values ('V', '{"kind":"voucher","rule":{"id":"V"}}');
    insert into session_policy (session, version, subject, body) values (7, 2, 'x', '{"version":2}'), (6, 2, 'y', '{"version":2}');
    insert into price_record (record, session, kind, at, reason, body) values (1, 6, 'price', 9, 'ended', '{"policy":{"version":2},"price":{}}');
    insert into balance_entry (rule, holder, amount, session, record) values ('V', 'person:1', -5, 6, 1);
    update session set price_amount = 5, price_currency = 'EUR' where session = 6;
    insert into company (company, name, note) values (3, 'Works', '');
    insert into person (person, name, note, created_at, company, cost_centre) values (1, 'Ada', '', 4, 3, 'K7');
  `,
  19: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    update station set last_seen_at = 110, last_message_at = 105;
  `,
  20: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    update station set last_seen_at = 110, last_message_at = 105;
    insert into observation (id, from_at, to_at) values (3, 10, 110);
    insert into link (id, station, opened_at) values (4, 'CP1', 60);
    insert into outage (id, station, from_at, detected_at, to_at) values (5, 'CP1', 20, 30, 60), (6, 'CP1', 70, 80, null);
    insert into exclusion (station, evse, from_at, to_at, cause, note, entered_at, entered_by) values ('CP1', 1, 20, 40, 'utility', 'grid', 90, 'desktop');
    insert into kpi_progress (station, first_day, last_day, calendar) values ('CP1', -1, 3, 'x');
    insert into kpi_waiting (station, day, is_revision) values ('CP1', 2, 1);
  `,
  21: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into bill_closing (closing, month, company, company_name, state, until, closed_at, closed_by, note, terms)
    values (2, '2025-11', 3, 'Works', 'closed', 100, 9, 'desktop', 'sent', '{"rounding":"line"}'),
      (4, '2025-12', null, null, 'preparing', 200, 9, 'desktop', '', '{}');
    insert into bill_entry (closing, session, person, company, body)
    values (2, 6, 1, 3, '{"kind":"charge","month":"2025-11","session":6}'), (4, 5, 1, null, '{}');
    insert into bill_touched (session) values (6);
    insert into belonging (person, since, company, cost_centre) values (1, 4, 3, 'K7');
    insert into session_vehicle (session, plate) values (6, 'B-AB 1');
    insert into reimbursement_claim (person, month, body) values (1, '2025-11', '{"basePrice":5}');
  `,
  22: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    update command set report = '{"parts":[{"seqNo":0,"text":"Ada"}],"last":0}';
    insert into station_report (station, record) values ('CP1', '{"monitors":null,"messages":null,"streams":[]}');
    insert into station_news (id, station, at, kind, record) values (3, 'CP1', 9, 'declined', '{"kind":"declined","what":"vat-number","detail":"X"}');
  `,
  23: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into signed_value (session, station, at, context, format, encoding, content) values (6, 'CP1', 90, 'end', 'EDL', 'base64', 'AQID');
    insert into meter_key (id, station, evse, content, added_at) values (4, 'CP1', null, '04ab', 9);
  `,
  24: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into company (company, name, note, address) values (3, 'Works', '', 'Quay 1');
  `,
  25: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into site_plan (site, name, width, height, saved_at, picture) values (1, 'yard.pdf', 800, 600, 9, x'89504e470d0a1a0a');
    insert into plan_spot (station, x, y) values ('CP1', 0.25, 0.5);
  `,
  26: /* sql */ `
    ${rowsOfAll}
    ${aUsedDepot}
    insert into kpi_stamp (day, stamp) values (3, 7);
  `,
  27: /* sql */ `
    ${rowsOfAll}
    update session set site_id = 1, site_name = 'Harbour';
    update session set issues = '["late"]',
      details = '{"chargingStateAt": null, "heard": {"first": 50, "sign": 50, "last": 50}, "review": {"suspicion": null, "settled": []}}'
    where session = 6;
    update handshake set first_at = 8, count = 4;
    insert into alert (id, rule, opened_at, ended_at, record) values (3, 1, 9, null, '{"alert":3,"rule":1,"kind":"offline"}');
    insert into alert_delivery (id, channel, day, state, created_at, record) values (4, 2, null, 'pending', 9, '{"delivery":4,"state":"pending"}');
    delete from alert_rule where rule = 7;
  `,
  28: /* sql */ `
    ${rowsOfAll}
    update session set site_id = 1, site_name = 'Harbour';
    update session set issues = '["late"]',
      details = '{"chargingStateAt": null, "heard": {"first": 50, "sign": 50, "last": 50}, "review": {"suspicion": null, "settled": []}}'
    where session = 6;
    update handshake set first_at = 8, count = 4;
    insert into signed_value (session, station, at, context, format, encoding, content, digest) values (6, 'CP1', 90, 'end', 'EDL', 'base64', 'AQID', x'01');
    insert into meter_key (id, station, evse, content, added_at) values (4, 'CP1', null, '04ab', 9);
  `,
  29: /* sql */ `
    ${rowsOfAll}
    update session set site_id = 1, site_name = 'Harbour';
    update session set issues = '["late"]',
      details = '{"chargingStateAt": null, "heard": {"first": 50, "sign": 50, "last": 50}, "review": {"suspicion": null, "settled": []}}'
    where session = 6;
    update handshake set first_at = 8, count = 4;
    insert into signed_value (session, station, at, context, format, encoding, content, digest) values (6, 'CP1', 90, 'end', 'EDL', 'base64', 'AQID', x'01');
    insert into meter_key (id, station, evse, content, added_at) values (4, 'CP1', null, '04ab', 9);
  `,
}

it.each(migrations.map((_, index) => index + 1))('a filled database of version %i becomes one of today', (version) => {
  const database = new Database(':memory:')
  migrate(database, version)
  expect(database.pragma('user_version', { simple: true })).toBe(version)
  const rows = filled[version]
  if (rows === undefined) throw new Error(`version ${version} has no rows to be tested with`)
  database.exec(rows)
  migrate(database)
  expect(database.pragma('user_version', { simple: true })).toBe(migrations.length)
  expect(database.pragma('integrity_check', { simple: true })).toBe('ok')

  const administration = administrationTables(database)
  expect(stationTable(database).all()).toMatchObject([
    { station: { station: 'CP1', name: 'Gate', site: 1, vendor: 'V', connectors: [{ status: 'occupied' }] } },
  ])
  expect(sessionTable(database).open()).toMatchObject([
    { session: 7, place: { evse: 1, connector: 1 }, meterStartWh: 1000, marks: ['late'], meter: { energyWh: 250 } },
  ])
  expect(sessionTable(database).desk(), 'waits on the desk').toMatchObject([{ session: 6, issues: ['late'], heard: { first: 50 } }])
  if (version === 4) {
    expect(auditTable(database).ofSession(6)).toMatchObject([{ action: 'repaired', repair: { kind: 'keep' }, before: { energyWh: 1 }, note: 'seen' }])
  }
  const organisation = organisationTables(database).all()
  expect(organisation.sites).toMatchObject([{ site: 1, name: 'Harbour', retiredAt: null }])
  expect(sessionTable(database).lookup.get(7)?.surroundings.site).toEqual({ id: 1, name: 'Harbour' })
  if (version === 8) {
    expect(organisation.companies).toMatchObject([{ company: 1, name: 'Works' }])
    expect(organisation.areas).toMatchObject([{ area: 1, site: 1, name: 'Deck 2', limitA: 63 }])
    expect(tokenTables(database).people()).toMatchObject([{ company: 1, vehicles: [{ plate: 'B-AB 1', batteryWh: 60_000 }] }])
  }
  expect(administration.settings()).toMatchObject({ heartbeatIntervalS: 120, firstContact: 'quarantine' })
  expect(administration.settings().remoteIdToken).toMatch(/^[0-9A-F]{14}$/)
  expect(tokenTables(database).all()).toMatchObject([{ token: '04A2', raw: '04:a2', status: 'blocked', firstSeenAt: 1, lastSeenAt: 2 }])
  if (version === 5) expect(localListTable(database).all()).toMatchObject([{ version: 3, content: { '04A2': 'x' }, result: 'done' }])
  if (version === 23 || version >= 28) {
    expect(signedTables(database).keys('CP1')).toEqual([{ id: 4, evse: null, text: '04ab', addedAt: 9 }])
    expect(signedReads(database).session({ session: 6 })).toMatchObject({ state: 'not-checkable', values: [{ at: 90, context: 'end' }] })
  }
  if (version === 3) expect(tokenTables(database).placeholders()).toEqual([{ station: 'CP1', token: 'FREE', person: 1 }])
  if (version === 10) expect(readBookmarks(database)).toMatchObject([{ line: { id: 3, session: 7, bookmark: 'look' }, note: 'look', at: 9 }])
  const alerts = alertTables(database)
  expect(alerts.rules()).toHaveLength(version === 27 ? 14 : 15)
  expect(alerts.rules()[3]).toEqual({ rule: 4, kind: 'power-drop', isOn: true, threshold: 50, lookBack: 5, resetMinutes: 5, scope: null, quietHours: null, channels: null })
  expect(alerts.channels()).toMatchObject([{ channel: 1, isOn: true, target: { kind: 'desktop' } }])
  if (version === 27) {
    expect(alerts.standing()).toMatchObject([{ alert: 3, kind: 'offline' }])
    expect(alerts.unsent()).toMatchObject([{ delivery: 4, state: 'pending' }])
  }
  const courses = courseTables(database)
  expect(courses.use(6)).toEqual(version === 13 ? { inactivityMs: 30, chargedUntil: 60 } : null)
  expect(courses.withoutActivity(100, 10)).toEqual(version === 13 ? [5] : [6, 5])
  if (version === 16) {
    const charging = chargingTables(database)
    expect(charging.profiles()).toEqual([{ profile: 4, state: 'accepted' }])
    expect(charging.stations().get('CP1')).toEqual({ canList: true })
    expect(charging.reservations()).toEqual([{ reservation: 5, state: 'used' }])
  }
  const pricing = pricingTables(database)
  expect(pricing.shown(6)).toEqual(version === 18 ? { amount: 5, currency: 'EUR' } : null)
  if (version === 18) {
    expect(pricing.load()).toEqual({
      versions: [{ version: 2, tariff: { id: 'T1', name: 'Day' }, createdAt: 9 }],
      retired: [{ tariff: 'T1', retiredAt: 10 }],
      assignments: [{ assignment: 3, entityType: 'site', entityId: '1', tariffId: 'T1', validFrom: null, validUntil: null }],
      rules: [{ rule: { kind: 'voucher', rule: { id: 'V' } }, retiredAt: null }],
    })
    expect(pricing.openPolicies()).toEqual([{ session: 7, subject: 'x', policy: { version: 2 } }])
    expect(pricing.unsettled(10)).toEqual([6])
    expect(pricing.records(6)).toMatchObject([{ record: 1, kind: 'price', first: null, policy: { version: 2 } }])
    expect(pricing.balance({ rule: 'V', holder: 'person:1', credit: null, except: 7 })).toBe(-5)
  }
  if (version === 18) {
    expect(database.prepare('select * from belonging').all()).toEqual([{ person: 1, since: 4, company: 3, cost_centre: 'K7' }])
  }
  if (version >= 21 && version <= 24 && organisation.companies.length > 0) {
    expect(organisation.companies).toMatchObject([{ name: 'Works', address: version === 24 ? 'Quay 1' : '' }])
  }
  if (version === 21) {
    const bills = billTables(database)
    expect(bills.closings(), 'without the one that was not finished').toMatchObject([
      { closing: 2, month: '2025-11', company: { id: 3, name: 'Works' }, entries: 1, terms: { rounding: 'line' }, reopenedAt: null },
    ])
    expect(readBillTouched(database, { after: 0, limit: 5, person: null })).toMatchObject([{ session: { session: 6, plate: 'B-AB 1' }, billed: [{ session: 6 }] }])
    expect(bills.claim(1, '2025-11')).toEqual({ basePrice: 5 })
  }
  const commands = administration.commands('CP1')
  expect(commands.at(-1)).toMatchObject({ id: 4, action: null, by: null, answer: 'Accepted', response: null })
  if (version === 19) expect(stationTable(database).all()).toMatchObject([{ lastSeenAt: 110, lastMessageAt: 105 }])
  if (version === 22) {
    const reports = reportTables(database)
    expect(reports.stations().get('CP1')).toEqual({ monitors: null, messages: null, streams: [] })
    expect(reports.news('CP1', 'declined', 5)).toEqual([{ id: 3, at: 9, kind: 'declined', what: 'vat-number', detail: 'X' }])
    expect(commands[0]?.report).toEqual({ parts: [{ seqNo: 0, text: 'Ada' }], last: 0 })
  }
  if (version === 25) {
    const plans = planTables(database)
    expect(plans.plans()).toEqual([{ site: 1, name: 'yard.pdf', width: 800, height: 600, savedAt: 9 }])
    expect([plans.spots(), plans.picture(1)?.length]).toEqual([[{ station: 'CP1', x: 0.25, y: 0.5 }], 8])
  }
  if (version === 17) {
    const security = securityTables(database)
    expect(security.choices()).toEqual({ signing: 'automatic' })
    expect(security.keys()).toEqual([{ station: 'CP1', since: 5, pendingHash: 'p', pendingSince: 6, retiredHash: 'r' }])
    expect(security.items()).toMatchObject([{ item: 2, station: 'CP1', isCritical: true, count: 3, info: 'why', seen: null }])
    expect(certificateRequestTable(database).requests()).toMatchObject([{ request: 4, use: 'station', state: 'installed', notAfter: 99 }])
    expect(security.authorities()).toEqual(['pem'])
    expect(security.roots()).toEqual([{ station: 'CP1', ec: true, rsa: false, at: 9 }])
  }
  if (version === 2) {
    expect(commands[0]).toMatchObject({ id: 5, action: 'ClearCache', by: 'browser', response: { status: 'Accepted' } })
  }
  if (version === 7 || version === 9) expect(administration.settings().ownAccord).toEqual({ ...defaultSettings.ownAccord, 'local-list': true })
  if (version === 12) expect(findingExampleTable(database).example('CP1', 'T01')).toMatchObject({ frame: 3, text: '[2]' })
  if (version === 9) expect(administration.sentUnasked('CP1')).toEqual([{ kind: 'boot-trigger', lastSentAt: 300, count: 2 }])
  if (version === 7) {
    const transfers = transferTables(database)
    expect(transfers.all()).toEqual([{ transfer: 3, state: 'done' }])
    expect(transfers.recipes().get('CP1')).toEqual({ scheme: 'http' })
    expect(transfers.firmware()).toEqual([{ firmware: 2, name: 'fw.bin', bytes: 10, sha256: 'ab', addedAt: 9 }])
  }
  if (version === 26) expect(database.prepare('select day, stamp from kpi_stamp').all()).toEqual([{ day: 3, stamp: 7 }])
  if (version === 20) {
    expect(presenceTables(database).load()).toMatchObject({
      lastObservation: { id: 3, to: 110 }, openLinks: [{ id: 4, openedAt: 60 }], openOutages: [{ id: 5, to: 60 }, { id: 6, to: null }], nextLink: 5, nextOutage: 7,
    })
    const figures = kpiTables(database)
    expect(figures.exclusions()).toMatchObject([{ id: 1, evse: 1, cause: 'utility', of: null, enteredBy: 'desktop', removedAt: null }])
    expect(figures.progress()).toEqual([{ station: 'CP1', firstDay: -1, lastDay: 3, calendar: 'x' }])
    expect(figures.waiting()).toEqual([{ station: 'CP1', day: 2, isRevision: true }])
  }
  if (version === 14) {
    expect(accessTables(database).tokens()).toEqual([
      { id: 1, digest: 'ab', name: 'Nightly', level: 'read', createdAt: 5, expiresAt: null, lastUsedAt: 7 },
    ])
    expect(accessTables(database).browsers()).toEqual([{ digest: 'cd', signedInAt: 5, expiresAt: 9 }])
  }
  if (version >= 6 && version <= 8) {
    const configuration = configurationTables(database)
    expect(configuration.current('CP1')).toEqual({ readAt: 9, settings: [], gaps: ['#1'] })
    expect(configuration.snapshot(1)).toEqual([{ name: 'A', value: '1' }])
    expect(configuration.templates()).toMatchObject([{ name: 'Depot', settings: [{ name: 'A', value: '1' }] }])
    expect(configuration.plan('CP1')).toEqual({ template: 1, settings: [], isReapplied: true })
  }
  if (version < 6) {
    expect(stationTable(database).all()).toMatchObject([{ station: { drift: 0, rebootPendingSince: null } }])
  }
  expect(handshakeTable(database).latest()).toMatchObject([
    { id: 2, at: 9, firstAt: version < 11 ? 9 : 8, count: version < 11 ? 1 : 4, identity: 'CP1', outcome: 'tls-failed', notes: [], request: 'GET /' },
  ])
  expect(observationTables(database).findings('CP1')).toMatchObject([{ code: 'T01', count: 2 }])
  database.close()
})

it('forgets what a kind of request was refused for, since it is remembered by the action now', () => {
  const database = new Database(':memory:')
  migrate(database, 1)
  database.exec(rowsOfAll.replace('"unsupported": []', '"unsupported": [{ "request": "unlock", "firmware": "1" }]'))
  migrate(database)
  expect(stationTable(database).all()).toMatchObject([{ station: { vendor: 'V', unsupported: [] } }])
  database.close()
})

it('whoever has spoken gets the time of its last message, or of its last sign of life', () => {
  const database = new Database(':memory:')
  migrate(database, 18)
  database.exec(rowsOfAll)
  database.exec(/* sql */ `
    update station set protocol = 'OCPP 1.6J', last_seen_at = 110;
    insert into station (station, name, admission, first_seen_at, facts, protocol, last_seen_at)
    select value, value, admission, 5, facts, iif(value = 'CP2', 'OCPP 1.6J', null), 120 from station, json_each('["CP2","CP3"]');
  `)
  migrate(database)
  expect(stationTable(database).all()).toMatchObject([{ lastMessageAt: 100 }, { lastMessageAt: 120 }, { lastMessageAt: null }])
  database.close()
})

it('finds the sessions before one at its connector without those of the others', () => {
  const database = new Database(':memory:')
  migrate(database)
  const steps = database.prepare<unknown[], { detail: string }>(`explain query plan ${sessionsBefore}`).all({ station: 'CP1', startedAt: 9, evse: 1, connector: null })
  expect(steps.map(({ detail }) => detail)).toEqual([expect.stringMatching(/session_place_history \(station=\? AND evse=\? AND connector=\? AND started_at<\?\)/)])
  database.close()
})

it('what is up to date stays as it is', () => {
  const database = new Database(':memory:')
  migrate(database)
  const changes = database.prepare('select total_changes() as count').get()
  migrate(database)
  expect(database.prepare('select total_changes() as count').get()).toEqual(changes)
  database.close()
})

it('what was learned of a clock and of settings moves into the compatibility record', () => {
  const database = new Database(':memory:')
  migrate(database, 13)
  database.exec(rowsOfAll.replace('"unsupported": []', '"unsupported": [], "localOffsetMs": 7200000, "readsInChunks": true'))
  migrate(database)
  const [stored] = stationTable(database).all()
  expect(stored?.station.compatibility).toEqual({
    zone: { value: 120, source: 'learned', since: 5 },
    getConfigurationMode: { value: 10, source: 'learned', since: 5 },
  })
  expect(stored?.station).not.toHaveProperty('readsInChunks')
  database.close()
})
