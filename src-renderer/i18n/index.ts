import { createI18n } from 'vue-i18n'
import type { Plugin, Ref } from 'vue'
import { activeLanguage } from './language'
import type { Language } from './language'

type Messages = { [key: string]: string | Messages }

/** One file per window or topic and language: `en/trace.json` becomes `t('trace.…')`. */
const files = import.meta.glob<Messages>('./{en,de}/*.json', { eager: true, import: 'default' })

export const messages: Record<Language, Messages> = { en: {}, de: {} }
for (const [path, content] of Object.entries(files)) {
  const [, language, topic] = /^\.\/(en|de)\/(.+)\.json$/.exec(path) ?? []
  if (topic && (language === 'en' || language === 'de')) messages[language][topic] = content
}

/** Written out, for the checker would walk every key of every file for the general type. */
interface Translator {
  t(key: string, values?: Record<string, unknown>): string
  te(key: string): boolean
}

export const i18n = createI18n({
  legacy: false,
  locale: activeLanguage.value,
  fallbackLocale: 'en',
  // Imported as data, so the keys are unknown to the checker; a test holds the two languages together.
  messages: messages as never,
  missingWarn: import.meta.env.DEV,
  fallbackWarn: import.meta.env.DEV,
}) as unknown as Plugin & { global: Translator & { locale: Ref<Language> } }

/** For sentences made outside of components; follows the language like `useI18n`. */
export const translator: Translator = i18n.global
