import { readSpecs, settingOf } from '../build/specs.ts'

/** Every path that the bake files can give an output, or why that is not certain, as the end of a sentence. */
export type LiteralOutputs = { readonly dests: readonly string[] } | { readonly why: string }

/** A text without escapes and templates, which is what it says. */
const text = /"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'/
const pair = String.raw`\s*(?:[\w-]+|"[\w-]+"|'[\w-]+')\s*[=:]\s*(?:${text.source})\s*,?`
const item = String.raw`(?:${text.source}|\{(?:${pair})*\s*\})`
/** A list of such texts, and of records of them. */
const list = new RegExp(String.raw`^\[\s*(?:${item}\s*(?:,\s*|(?=\])))*\]`)
/** The same in YAML's block form; a plain text there has no meaning besides its characters. */
const block =
  /^(?:[ \t]*\r?\n[ \t]*- +(?:"[^"\\$%\r\n]*"|'[^'\\$%\r\n]*'|[\w./-][\w./=,:-]*)[ \t]*(?=\r?\n|$))+/

/**
 * The paths of all outputs in the texts of bake files, without understanding the files: whoever writes `output` in another
 * way than as a list of plain texts makes it uncertain. `isYaml` is of compose files.
 */
export function readLiteralOutputs(content: string, isYaml: boolean): LiteralOutputs {
  // A key that is spelled in escapes, or that an anchor stands for.
  if (/\\(?:[uUx]|\r?\n)/.test(content)) return { why: 'has an escape that could spell output' }
  if (isYaml && /[&!]\S*\s+["']?output\b/.test(content)) return { why: 'has an anchor or a tag at output' }
  const dests: string[] = []
  for (const { index } of content.matchAll(/(?<![\w-])output(?![\w-])/g)) {
    const rest = content.slice(index + 'output'.length)
    if (/^["']?\s*(?:\/\*|\/\/|#)/.test(rest)) return { why: 'has a comment behind output' }
    const assigned = /^["']?\s*(?:=(?!=)|:)[ \t]*/.exec(rest)?.[0]
    if (assigned === undefined) continue
    const value = rest.slice(assigned.length)
    const found = (list.exec(value) ?? (isYaml ? block.exec(value) : null))?.[0]
    if (found === undefined) return { why: 'has an output that is not a list of plain texts' }
    dests.push(...destsIn(found))
  }
  return { dests }
}

export const namesOutput = (content: string): boolean =>
  content.includes('output') || /\\(?:[uUx]|\r?\n)/.test(content)

/** In whichever form: a setting `dest`, a record's field, or a path alone. */
function destsIn(found: string): readonly string[] {
  const records = [...found.matchAll(/["']?\bdest["']?\s*[=:]\s*(?:"([^"]*)"|'([^']*)')/gi)]
  const texts = [...found.matchAll(/"([^"]*)"|'([^']*)'|- +([^"'\r\n]+)/g)]
  const specs = texts.flatMap(([, one, other, plain]) => {
    const written = one ?? other ?? plain?.trim() ?? ''
    return (
      settingOf(written, 'dest') ??
      (readSpecs({ output: [written] }, 'output').length > 0 && !written.includes('=') ? written : [])
    )
  })
  return [...records.flatMap(([, one, other]) => one ?? other ?? []), ...specs]
}
