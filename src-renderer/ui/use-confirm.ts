import { useOverlay } from '@nuxt/ui/composables'
import ConfirmDialog from './ConfirmDialog.vue'

export interface Question {
  title: string
  /** What happens when it is confirmed, in a sentence. */
  text: string
  /** The verb on the button. */
  confirm: string
  /** Red, for what cannot be taken back. */
  isDangerous?: boolean
}

/** `if (await confirm({ title, text, confirm: t('…') })) …` */
export function useConfirm(): (question: Question) => Promise<boolean> {
  const dialog = useOverlay().create(ConfirmDialog)
  return async (question) => (await dialog.open(question)) === true
}
