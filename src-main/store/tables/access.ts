import type { Database } from 'better-sqlite3'
import type { AccessStore, StoredApiToken, StoredBrowser } from '../../app/access-ports'

/**
 * Tokens of scripts and browsers that are signed in, by digest alone. Tokens go 90 days after they expired, browsers
 * when they do.
 */
export function accessTables(database: Database): AccessStore {
  const tokens = database.prepare<[], StoredApiToken>(/* sql */ `
    select id, digest, name, level, created_at as createdAt, expires_at as expiresAt, last_used_at as lastUsedAt
    from api_token order by id
  `)
  const addToken = database.prepare<unknown[], { id: number }>(/* sql */ `
    insert into api_token (digest, name, level, created_at, expires_at, last_used_at) values (?, ?, ?, ?, ?, ?) returning id
  `)
  const noteUse = database.prepare<[number, number]>(/* sql */ `update api_token set last_used_at = ? where id = ?`)
  const removeToken = database.prepare<[number]>(/* sql */ `delete from api_token where id = ?`)
  const browsers = database.prepare<[], StoredBrowser>(/* sql */ `
    select digest, signed_in_at as signedInAt, expires_at as expiresAt from browser
  `)
  const saveBrowser = database.prepare<unknown[]>(/* sql */ `
    insert into browser (digest, signed_in_at, expires_at) values (?, ?, ?)
    on conflict (digest) do update set expires_at = excluded.expires_at
  `)
  const removeBrowser = database.prepare<[string]>(/* sql */ `delete from browser where digest = ?`)
  const removeBrowsers = database.transaction((digests: readonly string[]) => {
    for (const digest of digests) removeBrowser.run(digest)
  })

  return {
    tokens: () => tokens.all(),
    addToken: ({ digest, name, level, createdAt, expiresAt, lastUsedAt }) =>
      addToken.get(digest, name, level, createdAt, expiresAt, lastUsedAt)?.id ?? 0,
    noteTokenUse: (id, at) => void noteUse.run(at, id),
    removeToken: (id) => void removeToken.run(id),
    browsers: () => browsers.all(),
    saveBrowser: ({ digest, signedInAt, expiresAt }) => void saveBrowser.run(digest, signedInAt, expiresAt),
    removeBrowsers: (digests) => removeBrowsers(digests),
  }
}
