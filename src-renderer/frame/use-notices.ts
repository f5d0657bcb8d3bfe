import type { AlertNotice } from '#contract/alerts'
import { useRouter } from 'vue-router'
import { activeLanguage } from '../i18n/language'
import { useEventFeed } from '../link/use-feed'
import { useAppInfo } from '../stores/app-info'

/** In a browser that allows it, notifications come from the page; the desktop app shows its own. */
export function useNotices(): void {
  const info = useAppInfo()
  const router = useRouter()
  useEventFeed({
    open: (client, context) => client.alerts.watchNotices(undefined, context),
    onEvent(notices) {
      for (const notice of notices) show(notice)
    },
  })

  function show({ title, text, route }: AlertNotice): void {
    if (info.value?.host !== 'headless' || typeof Notification === 'undefined' || Notification.permission !== 'granted') return
    const language = activeLanguage.value
    // Of several windows of one browser, one notification: those with the same tag replace each other.
    const shown = new Notification(title[language], { body: text[language], tag: `${title.en} ${text.en}` })
    shown.addEventListener('click', () => {
      window.focus()
      void router.push(route)
    })
  }
}
