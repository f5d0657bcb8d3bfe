/**
 * Commands keep what they were called on the wire, who sent them, and the whole answer. What a firmware does not support
 * is remembered by the action from now on; what was remembered by the kind of request is learned anew.
 */
export const commandAnswers = /* sql */ `
  alter table command add column action text;
  alter table command add column sent_by text;
  alter table command add column response text;

  update station set facts = json_set(facts, '$.unsupported', json('[]'));
`
