import { expect, it } from 'vitest'
import { actionCatalog } from './action-catalog'
import { proseOf } from './schema-prose'

it.each([
  ['Id of the EVSE (&gt; 0).\r\n', 'Id of the EVSE (> 0).'],
  ['Log. Remote_ Location. URI\r\nurn:x-enexis:ecdm:uid:1:569484\r\nThe URL of the log.\r\n', 'The URL of the log.'],
  ['Cost\r\nurn:x-oca:ocpp:uid:2:233258\r\n', ''],
  ['ids than set in &lt;&lt;configkey-a,\r\nA.maxLimit&gt;&gt;.', 'ids than set in A.maxLimit.'],
  ['may return this in &lt;&lt;transactioneventrequest&gt;&gt;', 'may return this in transactioneventrequest'],
  ['Schedules.\r\nimage::images/Profile-Simple.png[]\r\n\r\n', 'Schedules.'],
  ['*(2.1)* Offset to _basetime_ of this. +\r\n*0-Danger* +\r\nWorst', '(2.1) Offset to basetime of this. 0-Danger Worst'],
  ['a * 10 ^ b, snake_case_name, 3 + 4', 'a * 10 ^ b, snake_case_name, 3 + 4'],
])('%j reads %j', (description, prose) => {
  expect(proseOf(description)).toBe(prose)
})

it('leaves no markup in any description of any version', () => {
  const texts = ['OCPP 1.6J', 'OCPP 2.0.1', 'OCPP 2.1'].flatMap((protocol) =>
    [...JSON.stringify(actionCatalog.actions(protocol)).matchAll(/"description":"((?:\\.|[^"\\])*)"/g)].map(([, text]) => text ?? ''),
  )
  expect(texts.length).toBeGreaterThan(500)
  expect(texts.filter((text) => text === '' || /urn:x-|image::|<<|>>|&(lt|gt|#xD);|\\r|\\n/.test(text))).toEqual([])
})
