import type { Http } from './http.ts'
import type { Exec } from './ports.ts'
import type { Ports } from './run-ports.ts'
import type { Terminal } from './terminal.ts'
import { describeExec, describeRequest } from './wait-words.ts'

/** The silence after which a wait is shown, and the time between two updates, in ms. */
const shownAfter = 1_000
const updateMs = 250

/** Shows what the command waits for, whenever it has said nothing for more than a second. */
export interface Waits {
  /** Begins a wait. Returns a function that ends it. */
  readonly begin: (what: string) => () => void
  /** Shows no wait while another program has the terminal. Returns a function that ends the pause. */
  readonly pause: () => () => void
}

export function createWaits(
  terminal: Pick<Terminal, 'wait' | 'silence'>,
  isQuiet: () => boolean,
  now: () => number = () => performance.now(),
): Waits {
  const pending = new Set<{ readonly what: string }>()
  let timer: NodeJS.Timeout | undefined
  let pauses = 0
  let resumed = now()
  const show = () => {
    const [first] = pending
    const silence = Math.min(terminal.silence(), now() - resumed)
    if (first === undefined || pauses > 0 || silence < shownAfter || isQuiet()) return
    terminal.wait(`Waiting for ${first.what} ... ${Math.floor(silence / 1000)} s`)
  }
  const update = () => {
    if (pending.size > 0) return show()
    clearInterval(timer)
    timer = undefined
    terminal.wait(undefined)
  }
  return {
    begin(what) {
      const wait = { what }
      pending.add(wait)
      timer ??= setInterval(update, updateMs).unref()
      // Many short requests, one after another, are a wait, too.
      show()
      return () => void pending.delete(wait)
    },
    pause() {
      pauses += 1
      terminal.wait(undefined)
      return () => {
        pauses -= 1
        resumed = now()
      }
    },
  }
}

/** Ports whose requests and commands are waits. A command that reports its own progress is none. */
export const watchPorts = (ports: Ports, waits: Waits): Ports => ({
  ...ports,
  http: watchHttp(ports.http, waits),
  exec: watchExec(ports.exec, waits),
})

const watchHttp =
  (http: Http, { begin }: Waits): Http =>
  async (request) => {
    const end = begin(describeRequest(request))
    try {
      const response = await http(request)
      if (request.isLarge !== true) return response
      const begins = () => begin(describeRequest(request))
      return { ...response, body: watchBody(response.body, begins), discard: response.discard }
    } finally {
      end()
    }
  }

async function* watchBody(
  chunks: AsyncIterable<Uint8Array>,
  begin: () => () => void,
): AsyncGenerator<Uint8Array> {
  const end = begin()
  try {
    yield* chunks
  } finally {
    end()
  }
}

const watchExec =
  (exec: Exec, { begin, pause }: Waits): Exec =>
  async (command, args, options = {}) => {
    const isShown = options.onLine !== undefined || options.onSecond !== undefined
    const end = options.drawsProgress
      ? pause()
      : isShown
        ? () => undefined
        : begin(describeExec(command, args))
    try {
      return await exec(command, args, options)
    } finally {
      end()
    }
  }
