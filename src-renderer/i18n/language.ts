import { ref, watch } from 'vue'

export const languages = ['en', 'de'] as const
export type Language = (typeof languages)[number]

const storageKey = 'plugboard.language'

function isLanguage(value: unknown): value is Language {
  return languages.some((language) => language === value)
}

function initialLanguage(): Language {
  // Tests run without a window.
  if (typeof window === 'undefined') return 'en'
  const remembered = localStorage.getItem(storageKey)
  if (isLanguage(remembered)) return remembered
  return navigator.language.toLowerCase().startsWith('de') ? 'de' : 'en'
}

/** The language of the interface, remembered on this machine and followed by every window of it. */
export const activeLanguage = ref<Language>(initialLanguage())

if (typeof window !== 'undefined') {
  watch(activeLanguage, (language) => localStorage.setItem(storageKey, language))
  window.addEventListener('storage', (event) => {
    if (event.key === storageKey && isLanguage(event.newValue)) activeLanguage.value = event.newValue
  })
}
