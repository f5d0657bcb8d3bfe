import { expect, it } from 'vitest'
import { frameWithoutSecrets } from './secrets'

it.each([
  ['[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"6162"}]', '[2,"1","ChangeConfiguration",{"key":"AuthorizationKey","value":"•••"}]'],
  [
    '[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"x","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]',
    '[2,"1","SetVariables",{"setVariableData":[{"attributeValue":"•••","component":{"name":"SecurityCtrlr"},"variable":{"name":"BasicAuthPassword"}}]}]',
  ],
  ['[2,"1","SetNetworkProfile",{"connectionData":{"basicAuthPassword":"x"}}]', '[2,"1","SetNetworkProfile",{"connectionData":{"basicAuthPassword":"•••"}}]'],
  ['[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval","value":"60"}]', '[2,"1","ChangeConfiguration",{"key":"HeartbeatInterval","value":"60"}]'],
  ['[2,"1","GetConfiguration",{"key":["AuthorizationKey"]}]', '[2,"1","GetConfiguration",{"key":["AuthorizationKey"]}]'],
])('keeps %s without its key', (frame, kept) => {
  expect(frameWithoutSecrets(frame)).toBe(kept)
})
