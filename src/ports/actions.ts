import * as core from '@actions/core'
import type { Redactor } from '../masking/redactor.ts'
import type { Place } from '../model/tagboat-error.ts'
import { describeWrite, explainWrite } from './disk.ts'
import type { Env, Log } from './ports.ts'

/**
 * The runner's side of a step: inputs, state for the post step, outputs, summary, environment of later steps. Methods throw a
 * TagboatError if the runner's file cannot be written.
 */
export interface Runner {
  input(name: string): string
  output(name: string, value: string): void
  saveState(name: string, value: string): void
  state(name: string): string
  exportVariable(name: string, value: string): void
  summary(markdown: string): Promise<void>
  /** Fails the step with one annotation, on a line of a file if there is one. */
  fail(message: string, place?: Place): void
}

/**
 * The only user of @actions/core. Values are written as they are: most have a fixed form, and report/clean.ts has removed
 * secrets from the others.
 */
export function createRunner(env: Env): Runner {
  const writing = (name: string, write: () => void) => {
    try {
      write()
    } catch (error) {
      throw describeWrite(env[name] ?? name, error) ?? error
    }
  }
  return {
    input: (name) => core.getInput(name),
    output: (name, value) => writing('GITHUB_OUTPUT', () => core.setOutput(name, value)),
    saveState: (name, value) => writing('GITHUB_STATE', () => core.saveState(name, value)),
    state: (name) => core.getState(name),
    exportVariable: (name, value) => writing('GITHUB_ENV', () => core.exportVariable(name, value)),
    async summary(markdown) {
      const path = env.GITHUB_STEP_SUMMARY
      // Outside a runner, and on servers without summaries, there is no file.
      if (path) await explainWrite(path, () => core.summary.addRaw(markdown, true).write())
    },
    fail(message, place) {
      if (place === undefined) return core.setFailed(message)
      process.exitCode = core.ExitCode.Failure
      core.error(message, propertiesOf(place))
    },
  }
}

/** A log that cleans everything it prints with `redactor`, except for the lines of `report`. */
export function createLog(redactor: Redactor): Log {
  // Secrets come first, because disarming changes the text.
  const say = (text: string) => core.info(disarm(redactor.clean(text)))
  return {
    debug: (message) => core.debug(redactor.clean(message)),
    info: say,
    notice: (message) => core.notice(redactor.clean(message)),
    warning: (message) => core.warning(redactor.clean(message)),
    error: (message) => core.error(redactor.clean(message)),
    annotate(level, message, { title, ...place }) {
      const properties = { ...propertiesOf({ ...place, file: redactor.clean(place.file) }), title }
      const annotate = level === 'error' ? core.error : core.warning
      annotate(redactor.clean(message), properties)
    },
    group: (title, body) => core.group(disarm(redactor.clean(title)), body),
    mask: (secret) => redactor.add(secret),
    clean: redactor.clean,
    report: (line) => core.info(disarm(line)),
    foreign: say,
  }
}

/** core escapes what would end a property: `%`, `:`, `,` and line breaks. */
const propertiesOf = ({ file, line }: Place): core.AnnotationProperties => ({ file, startLine: line })

/**
 * Changes a text so that no line is a workflow command. To the runner, a command is a line that begins with `::`, after any
 * white space (.NET's, with U+0085), or has `##[` anywhere; a lone carriage return ends a line, too ("Workflow commands
 * for GitHub Actions"; ActionCommand.cs).
 */
export function disarm(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/^([\s\u0085]*)::/gm, '$1: :')
    .replaceAll('##[', '## [')
}
