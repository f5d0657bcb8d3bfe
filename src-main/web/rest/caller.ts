import type { Access } from '../../core'

/** A script, by the token that it showed. */
export type ApiCaller = NonNullable<ReturnType<Access['apiTokens']['identify']>>
