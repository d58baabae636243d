import type { Redactor } from '../masking/redactor.ts'
import type { Log } from './ports.ts'
import type { Terminal } from './terminal.ts'

const codes = { dim: 2, yellow: 33, red: 31, bold: 1 } as const

/** `quiet`: warnings and errors only; `verbose`: debug lines, too. */
export type Verbosity = 'quiet' | 'normal' | 'verbose'

/** The log of the command, on standard error. `verbosity` is read for each line, since flags are known late. */
export function createTerminalLog(
  terminal: Pick<Terminal, 'say' | 'hasColours'>,
  redactor: Redactor,
  verbosity: () => Verbosity,
): Log {
  const colour = (name: keyof typeof codes, text: string) =>
    terminal.hasColours ? `\u001b[${codes[name]}m${text}\u001b[0m` : text
  const clean = (text: string) => disarmEscapes(redactor.clean(text))
  const unlessQuiet = (line: string) => {
    if (verbosity() !== 'quiet') terminal.say(line)
  }
  const say = (text: string) => unlessQuiet(clean(text))
  const label = (name: keyof typeof codes, title: string) => (message: string) =>
    terminal.say(`${colour(name, `${title}:`)} ${clean(message)}`)
  const warning = label('yellow', 'Warning')
  const error = label('red', 'Error')
  return {
    debug: (message) => (verbosity() === 'verbose' ? terminal.say(colour('dim', clean(message))) : undefined),
    info: say,
    notice: (message) => unlessQuiet(`${colour('bold', 'Note:')} ${clean(message)}`),
    warning,
    error,
    annotate: (level, message, { file, line, title }) =>
      (level === 'error' ? error : warning)(`${file}:${line}: ${title}: ${message}`),
    group(title, body) {
      unlessQuiet(colour('dim', clean(title)))
      return body()
    },
    mask: (secret) => redactor.add(secret),
    clean: redactor.clean,
    report: (line) => unlessQuiet(disarmEscapes(line)),
    foreign: say,
  }
}

/** Removes control characters, with which text from outside could rewrite the screen; line breaks and tabs stay. */
export const disarmEscapes = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is removed.
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
