import { useToast } from '@nuxt/ui/composables'
import type { Command } from '@/link/use-command'

/** Runs a command of a row and says how it went; dialogs show their faults themselves. */
export function useSaid() {
  const toast = useToast()
  return async <A extends unknown[], R>(command: Command<A, R>, words: { done: string; failed: string; undo?: { label: string; onClick: () => void } }, ...args: A) => {
    const answer = await command.run(...args)
    if (answer) {
      toast.add({
        title: words.done,
        color: 'neutral',
        icon: 'i-lucide-check',
        ...(words.undo ? { actions: [{ ...words.undo, color: 'neutral', variant: 'outline' }] } : {}),
      })
    } else toast.add({ title: words.failed, description: command.fault.value ?? '', color: 'error' })
    return answer
  }
}
