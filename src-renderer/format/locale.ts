import { computed } from 'vue'
import { activeLanguage } from '../i18n/language'

/**
 * The locale of numbers and dates: the viewer's own region where it speaks the interface's language (de-AT, en-IE),
 * else the language alone. Reading it inside a template or a computed makes that follow the language.
 */
export const locale = computed(() => {
  const language = activeLanguage.value
  const own = typeof navigator === 'undefined' ? [] : navigator.languages
  return own.find((tag) => tag.toLowerCase().startsWith(language)) ?? (language === 'en' ? 'en-GB' : 'de-DE')
})

/** What stands where a value is not known. */
export const notAvailable = computed(() => (activeLanguage.value === 'de' ? 'k. A.' : 'n/a'))
