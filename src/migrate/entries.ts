import { yaml } from '../libraries.ts'
import type { Setting } from './step.ts'

/** An entry of the new step's `with:`. */
export interface Entry {
  readonly name: string
  /** Lines of YAML, indented relative to the key. */
  readonly lines: readonly string[]
}

/** An entry as it is written in the old step, with its comments. */
export const keepEntry = ({ name, lines }: Setting): Entry => ({ name, lines })

/** A kept entry under another name. */
export function renameEntry(setting: Setting, name: string): Entry {
  const index = setting.lines.findIndex((line) => !/^\s*(#|$)/.test(line))
  const lines = setting.lines.map((line, at) =>
    at === index ? line.replace(/^(?:"[^"]*"|'[^']*'|[^:]*?)(?=\s*:)/, name) : line,
  )
  return { name, lines }
}

/** An entry for a value: on one line, or as a block of lines. */
export function makeEntry(name: string, value: string): Entry {
  const lines = value.replace(/\n+$/, '').split('\n')
  const [first = ''] = lines
  if (lines.length === 1 && first !== '') return { name, lines: [`${name}: ${scalar(first)}`] }
  const indicator = /^\s/.test(first) ? '|2' : '|'
  return { name, lines: [`${name}: ${indicator}`, ...lines.map((line) => (line === '' ? '' : `  ${line}`))] }
}

/** An entry whose value is a list of lines: one line each in a block, or a single one behind the key. */
export const makeList = (name: string, lines: readonly string[]): Entry => makeEntry(name, lines.join('\n'))

/** A text as YAML on one line: plain where that reads back as the same text, else in quotation marks. */
export function scalar(text: string): string {
  return isPlain(text) ? text : `'${text.replaceAll("'", "''")}'`
}

function isPlain(text: string): boolean {
  if (text === 'true' || text === 'false' || /^\d+$/.test(text)) return true
  if (/^[-{}[\]&*!|>'"%@`#,?]|: |:$| #|\n/.test(text) || text.trim() !== text) return false
  const { contents, errors } = yaml().parseDocument(text)
  return errors.length === 0 && yaml().isScalar(contents) && contents.value === text
}

/** The lines of a value that are not empty, without spaces around them. */
export const linesOf = (value: string): readonly string[] =>
  value
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)

/** Splits at commas and line breaks outside of `${{ }}`. */
export function splitList(value: string): readonly string[] {
  return [...value.matchAll(/(?:\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}|[^,\n])+/g)]
    .map(([item]) => item.trim())
    .filter(Boolean)
}

/** Finds `${{ steps.ID.outputs.NAME }}`, with nothing else between the braces. */
export function outputPattern(id: string, output: string): RegExp {
  const key = (name: string) => String.raw`(?:\.\s*${name}|\[\s*'${name}'\s*\])`
  return new RegExp(String.raw`\$\{\{\s*steps\s*${key(id)}\s*\.\s*outputs\s*${key(output)}\s*\}\}`, 'gi')
}

/** Whether a text is exactly one output of a step. */
export function isOutput(text: string, id: string | undefined, output: string): boolean {
  return id !== undefined && text.trim().replace(outputPattern(id, output), '') === '' && text.trim() !== ''
}
