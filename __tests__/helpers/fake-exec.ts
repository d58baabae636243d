import type { Exec, ExecOptions, ExecResult } from '../../src/ports/ports.ts'

export interface Call {
  readonly command: string
  readonly args: readonly string[]
  readonly options: ExecOptions
}

/** The result of a fake command; a plain text is its standard output. */
export type Answer = string | Partial<ExecResult>

/** An Exec port that calls a function, records its calls and forwards output line by line. */
export function createFakeExec(answer: (call: Call, count: number) => Answer | Promise<Answer> = () => '') {
  const calls: Call[] = []
  const exec: Exec = async (command, args, options = {}) => {
    const call = { command, args, options }
    calls.push(call)
    const said = await answer(call, calls.length)
    const result = {
      code: 0,
      stdout: '',
      stderr: '',
      ...(typeof said === 'string' ? { stdout: said } : said),
    }
    for (const line of `${result.stdout}${result.stderr}`.split('\n').filter(Boolean)) options.onLine?.(line)
    return result
  }
  /** Each call as one line, `docker buildx ls`. */
  const lines = () => calls.map((call) => [call.command, ...call.args].join(' '))
  return { exec, calls, lines }
}
