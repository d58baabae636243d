import type { Answer, RegistryRequest, Session } from './session.ts'

/**
 * The body of an answer, to be read at leisure: the request keeps its place in the session's pool until the reading
 * ends, whichever way. `choose` looks at the answer first. Failures are thrown as `Session.attempt` throws them.
 */
export async function* streamAnswer(
  session: Session,
  request: RegistryRequest,
  choose: (answer: Answer) => Promise<AsyncIterable<Uint8Array>>,
): AsyncGenerator<Uint8Array, void, undefined> {
  const opened = createDeferred<AsyncIterable<Uint8Array>>()
  const ended = createDeferred<void>()
  const whole = session.attempt(request, async (answer) => {
    opened.resolve(await choose(answer))
    await ended.promise
  })
  whole.catch(opened.reject)
  const body = await opened.promise
  try {
    yield* body
  } catch (error) {
    ended.reject(error)
  } finally {
    ended.resolve()
  }
  await whole
}

interface Deferred<T> {
  readonly promise: Promise<T>
  readonly resolve: (value: T) => void
  readonly reject: (reason: unknown) => void
}

function createDeferred<T>(): Deferred<T> {
  let settle: Omit<Deferred<T>, 'promise'> = { resolve: () => undefined, reject: () => undefined }
  const promise = new Promise<T>((resolve, reject) => {
    settle = { resolve, reject }
  })
  return { promise, resolve: (value) => settle.resolve(value), reject: (reason) => settle.reject(reason) }
}
