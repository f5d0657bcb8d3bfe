import { createApiTokens } from '../access'
import type { DoorNote, Secrets } from '../access-ports'
import { createBrowsers } from '../browsers'
import { createRestService } from '../rest-service'
import type { Ground } from './ground'

/** Who may come in by HTTP: browsers and scripts. */
export function startAccess({ clock, log, set, store, secrets, note }: Ground & { secrets: Secrets; note: DoorNote }) {
  const apiTokens = createApiTokens({ clock, log, store: store.access, secrets })
  const browsers = createBrowsers({ clock, log, store: store.access, secrets })
  return { apiTokens, browsers, rest: createRestService({ log, set, store, note, token: apiTokens.local }) }
}
