/**
 * How a station lists its settings and what its local time is are lines of its compatibility record now (quirks K01, B09).
 * An example of a finding says what it shows.
 */
export const habitsInTheRecord = /* sql */ `
  update station set facts = json_set(facts, '$.compatibility', json('{}')) where json_extract(facts, '$.compatibility') is null;
  update station set facts = json_set(
    facts, '$.compatibility.zone',
    json_object('value', json_extract(facts, '$.localOffsetMs') / 60000, 'source', 'learned', 'since', first_seen_at)
  ) where json_extract(facts, '$.localOffsetMs') is not null;
  update station set facts = json_set(
    facts, '$.compatibility.getConfigurationMode', json_object('value', 10, 'source', 'learned', 'since', first_seen_at)
  ) where json_extract(facts, '$.readsInChunks') = 1;
  alter table finding_example add column detail text not null default '';
  update station set facts = json_remove(facts, '$.localOffsetMs', '$.readsInChunks');
`
