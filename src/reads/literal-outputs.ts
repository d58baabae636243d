import { splitFields } from '../csv.ts'

/** Every path that the bake files can give an output, or why that is not certain, as the end of a sentence. */
export type LiteralOutputs = { readonly paths: readonly string[] } | { readonly why: string }

/** A text without escapes and templates, which is what it says. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`
/** A list of such texts, and of records of them, which ends its expression. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:\r?\n|,|\}|$))`)
/** A text of YAML; a plain one has no meaning besides its characters. */
const scalar = String.raw`(?:${text.source}|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$)`
/** Where the next key begins, or the file ends: a plain text would go on in another line. */
const end = String.raw`(?=\s*(?:$|[\w.-]+[ \t]*:(?:\s|$)))`
/** The same in YAML's block form, or a single text. */
const block = new RegExp(String.raw`^(?:${scalar}|(?:[ \t]*\r?\n[ \t]*- +${scalar})+)${end}`)

/** What may be between a key and its colon in YAML: blanks and comments. */
const colon = String.raw`(?:\s|#[^\n]*\n)*:`
const aliasKey = new RegExp(String.raw`(?:^|[\s{,?])\*[^\s,\]}]+${colon}`)

/** Whether a key of JSON or YAML has letters that are not in the text: it is spelled in escapes, or an alias. HCL has neither. */
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

/** Whether a bake file may give a target an output at all. */
export const mayNameOutput = (content: string): boolean => /output/i.test(content) || hidesKey(content)

/**
 * The paths of all outputs in the text of a bake file, without understanding the file: whoever writes `output` in another
 * way than as a list of plain texts makes it uncertain. More may be listed than are paths. `isYaml` is of compose files.
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

/** Whatever of an output could be its path: the text, and the value of each setting. A type is a path in the workspace too. */
export function pathsIn(output: string): readonly string[] {
  const values = splitFields(output).map((field) => field.replace(/^[^=]*=/, ''))
  return [output, ...values].filter((path) => path !== '' && path !== '-')
}
