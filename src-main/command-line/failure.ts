/** Ends the command with a sentence and its exit code: 1 a fault or no console, 2 wrong usage, 3 nothing was sent. */
export class Failure extends Error {
  override name = 'Failure'
  constructor(
    readonly exitCode: 1 | 2 | 3,
    message: string,
    readonly data: unknown = null,
  ) {
    super(message)
  }
}
