import type { Redactor } from '../masking/redactor.ts'
import type { Log } from './ports.ts'
import type { Terminal } from './terminal.ts'

const codes = { dim: 2, yellow: 33, red: 31, bold: 1 } as const

/** The log of the command, on standard error. `isVerbose` shows debug lines, too. */
export function createTerminalLog(terminal: Terminal, redactor: Redactor, isVerbose: boolean): Log {
  const colour = (name: keyof typeof codes, text: string) =>
    terminal.hasColours ? `\u001b[${codes[name]}m${text}\u001b[0m` : text
  const say = (text: string) => terminal.say(disarmEscapes(redactor.clean(text)))
  const label = (name: keyof typeof codes, title: string) => (message: string) =>
    terminal.say(`${colour(name, `${title}:`)} ${disarmEscapes(redactor.clean(message))}`)
  const warning = label('yellow', 'Warning')
  const error = label('red', 'Error')
  return {
    debug: (message) => (isVerbose ? say(message) : undefined),
    info: say,
    notice: label('bold', 'Note'),
    warning,
    error,
    annotate: (level, message, { file, line, title }) =>
      (level === 'error' ? error : warning)(`${file}:${line}: ${title}: ${message}`),
    group(title, body) {
      say(title)
      return body()
    },
    mask: (secret) => redactor.add(secret),
    clean: redactor.clean,
    report: (line) => terminal.say(disarmEscapes(line)),
    foreign: say,
  }
}

/** Removes control characters, with which text from outside could rewrite the screen; line breaks and tabs stay. */
export const disarmEscapes = (text: string): string =>
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these characters are what is removed.
  text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '')
