import { splitFields } from '../csv.ts'

/** Every path that a bake file can give an output, or the end of a sentence that says why the paths are uncertain. */
export type LiteralOutputs = { readonly paths: readonly string[] } | { readonly why: string }

/** A string without escapes and templates. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`
/** A list of such strings, or of records of them, that is a complete expression. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:\r?\n|,|\}|$))`)
/** A scalar of YAML: a quoted string, or plain characters without special meaning. */
const scalar = String.raw`(?:${text.source}|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$)`
/** The start of the next key or the end of the file. Otherwise a plain scalar would continue in the next line. */
const end = String.raw`(?=\s*(?:$|[\w.-]+[ \t]*:(?:\s|$)))`
/** The same as a block in YAML, or a single scalar. */
const block = new RegExp(String.raw`^(?:${scalar}|(?:[ \t]*\r?\n[ \t]*- +${scalar})+)${end}`)

/** A colon in YAML, with blanks and comments before it. */
const colon = String.raw`(?:\s|#[^\n]*\n)*:`
const aliasKey = new RegExp(String.raw`(?:^|[\s{,?])\*[^\s,\]}]+${colon}`)

/** Whether a key in JSON or YAML is written with escapes or as an alias, so that a search cannot find it. HCL has neither. */
function hidesKey(content: string): boolean {
  const closing = new RegExp(colon, 'y')
  let isEscaped = false
  for (const { 0: token, index } of content.matchAll(/\\(?:\r\n|[\s\S])|"/g)) {
    if (token !== '"') {
      isEscaped ||= /^\\[uUx\r\n]/.test(token)
      continue
    }
    closing.lastIndex = index + 1
    if (isEscaped && closing.test(content)) return true
    isEscaped = false
  }
  return aliasKey.test(content)
}

/** Whether a bake file may set an output at all. */
export const mayNameOutput = (content: string): boolean => /output/i.test(content) || hidesKey(content)

/**
 * Finds the paths of all outputs in a bake file without parsing it. An `output` that is not a list of plain strings makes the paths
 * uncertain. Some of the results may not be paths.
 */
export function readLiteralOutputs(content: string, format: 'hcl' | 'json' | 'yaml'): LiteralOutputs {
  const isYaml = format === 'yaml'
  if (format !== 'hcl' && hidesKey(content)) return { why: 'has a key whose letters it hides' }
  if (isYaml && /[&!]\S*\s+["']?output/i.test(content)) return { why: 'has an anchor or a tag at output' }
  const paths: string[] = []
  for (const { index } of content.matchAll(/(?<![\w-])output(?![\w-])/gi)) {
    const rest = content.slice(index + 'output'.length)
    if (/^["']?\s*(?:\/\*|\/\/|#)/.test(rest)) return { why: 'has a comment behind output' }
    const assigned = /^["']?\s*(?:=(?!=)|:)[ \t]*/.exec(rest)?.[0]
    if (assigned === undefined) continue
    const value = rest.slice(assigned.length)
    const found = (list.exec(value) ?? (isYaml ? block.exec(value) : null))?.[0]
    if (found === undefined) return { why: 'has an output that is not a list of plain texts' }
    const texts = [...found.matchAll(/"([^"]*)"|'([^']*)'|(?:^|- +)([^"'[{\s][^"'\r\n]*)/g)]
    paths.push(...texts.flatMap(([, one, other, plain]) => pathsIn(one ?? other ?? plain?.trim() ?? '')))
  }
  return { paths: [...new Set(paths)] }
}

/** Everything in an output that could be its path: the whole text, and the value of each setting, even its type. */
export function pathsIn(output: string): readonly string[] {
  const values = splitFields(output).map((field) => field.replace(/^[^=]*=/, ''))
  return [output, ...values].filter((path) => path !== '' && path !== '-')
}
