import { i18n } from '../i18n'

/**
 * What a finding means, in the user's language. Findings on frames may carry a detail: `schema: /idTag too long`.
 * A code without a sentence of its own is still told by its name.
 */
export function readFinding(finding: string): { code: string; sentence: string; detail: string | null } {
  const { t, te } = i18n.global
  const [, code = finding, detail = null] = /^([^:]+):\s*(.*)$/s.exec(finding) ?? []
  const key = `findings.${code}`
  return { code, sentence: te(key) ? t(key) : t('findings.unknown'), detail }
}
