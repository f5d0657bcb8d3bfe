import type { Questions, StageMessage, Tidings } from './wire.ts'

/** The app's end of the wire. Each part of the stand-in answers the questions that concern it. */

type Answerer<Q extends keyof Questions> = (ask: Questions[Q]['ask']) => Questions[Q]['answer'] | Promise<Questions[Q]['answer']>

const answerers = new Map<string, (ask: never) => unknown>()
const loads = new Map<number, (failed: string | null) => void>()

export function answering<Q extends keyof Questions>(question: Q, answerer: Answerer<Q>): void {
  answerers.set(question, answerer)
}

export function tell(tidings: Tidings, sent?: () => void): void {
  // A stage that is gone (the test was stopped) leaves nobody to tell.
  if (process.connected) process.send!(tidings, undefined, undefined, () => sent?.())
  else sent?.()
}

export function load(window: number, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    loads.set(window, (failed) => (failed === null ? resolve() : reject(new Error(`${failed} loading ${url}`))))
    tell({ tell: 'load', window, url })
  })
}

process.on('message', (message: StageMessage) => {
  if ('loaded' in message) {
    loads.get(message.loaded)?.(message.failed)
    loads.delete(message.loaded)
    return
  }
  void answer(message)
})

// Without the stage there is no screen: the app ends with it instead of living on unseen.
process.on('disconnect', () => process.exit(9))

async function answer({ question, id, ask }: { question: keyof Questions; id: number; ask: unknown }): Promise<void> {
  try {
    const answerer = answerers.get(question)
    if (!answerer) throw new Error(`the stand-in has no part that answers "${question}"`)
    tell({ tell: 'answer', id, answer: await answerer(ask as never) })
  } catch (error) {
    tell({ tell: 'answer', id, failed: error instanceof Error ? (error.stack ?? error.message) : String(error) })
  }
}
