import { splitFields } from '../csv.ts'

/** Every path that the bake files can give an output, or why that is not certain, as the end of a sentence. */
export type LiteralOutputs = { readonly paths: readonly string[] } | { readonly why: string }

/** A text without escapes and templates, which is what it says. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`
/** A list of such texts, and of records of them, which ends its expression. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\](?=[ \t]*(?:\r?\n|,|\}|$))`)
/** The same in YAML's block form, before the next key or the end; a plain text there has no meaning besides its characters. */
const block =
  /^(?:[ \t]*\r?\n[ \t]*- +(?:"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$))+(?=\s*(?:$|[\w.-]+[ \t]*:(?:\s|$)))/

/** A key that is spelled in escapes. */
const escapes = /\\(?:[uUx]|\r?\n)/

/** Whether a bake file may give a target an output at all. */
export const namesOutput = (content: string): boolean => /output/i.test(content) || escapes.test(content)

/**
 * The paths of all outputs in the text of a bake file, without understanding the file: whoever writes `output` in another
 * way than as a list of plain texts makes it uncertain. More may be listed than are paths. `isYaml` is of compose files.
 */
export function readLiteralOutputs(content: string, isYaml: boolean): LiteralOutputs {
  if (escapes.test(content)) return { why: 'has an escape that could spell output' }
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
    const texts = [...found.matchAll(/"([^"]*)"|'([^']*)'|- +([^"'\r\n]+)/g)]
    paths.push(...texts.flatMap(([, one, other, plain]) => pathsIn(one ?? other ?? plain?.trim() ?? '')))
  }
  return { paths: [...new Set(paths)] }
}

/** Whatever of an output could be its path: the text, and the value of each setting. A type is a path in the workspace too. */
export function pathsIn(output: string): readonly string[] {
  const values = splitFields(output).map((field) => field.replace(/^[^=]*=/, ''))
  return [output, ...values].filter((path) => path !== '' && path !== '-')
}
