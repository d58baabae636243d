import { yaml } from '../libraries.ts'
import type { Files } from '../ports/ports.ts'
import type { BakeReads } from './bake-reads.ts'
import { absolutePath } from './path-policy.ts'

/** Texts that messages of buildx could quote. */
export interface Quotes {
  /** The text of the bake files, which may be quoted, and of compose files, whose variable names may be shown. */
  readonly bake: string
  readonly compose: string
  /** Texts that must not be quoted, the longest first. */
  readonly foreign: readonly string[]
}

/** Shorter texts are words such as `true` and `web`. */
const minLength = 5

/** Limit of characters to compare, which takes less than a second. Both files may be untrusted and have several MiB. */
const maxComparisons = 1_000_000_000

/**
 * Reads the files again that buildx has read. Errors may quote the bake files, which are the user's own. But a bake file can refer to any
 * file in the workspace, even one with a credential of an earlier step, and errors must not quote that.
 */
export async function readQuotes(
  files: Files,
  workspace: string,
  bakeFiles: readonly string[],
  { named }: BakeReads,
): Promise<Quotes> {
  const read = async (path: string) => (await files.read(absolutePath(workspace, path))) ?? ''
  const bake = (await Promise.all(bakeFiles.map(read))).join('\n')
  const others = await Promise.all([...named].map(async ([path, kind]) => ({ kind, text: await read(path) })))
  const texts = others.flatMap(({ kind, text }) => (kind === 'env' ? linesOf(text) : valuesOf(text)))
  const long = [...new Set(texts)].filter((text) => text.length >= minLength)
  // If there are too many to search for in a large bake file, none may be quoted.
  const foreign =
    long.length * bake.length > maxComparisons ? long : long.filter((text) => !bake.includes(text))
  const compose = others.filter(({ kind }) => kind === 'compose').map(({ text }) => text)
  return { bake, compose: compose.join('\n'), foreign: foreign.sort((a, b) => b.length - a.length) }
}

/** The lines of an env file, and their values. */
function linesOf(text: string): readonly string[] {
  return text.split('\n').flatMap((line) => {
    const value = line.replace(/^[^=:]*[=:]/, '').trim()
    return [line.trim(), value, value.replace(/^["']|["']$/g, '')]
  })
}

/** The values of a YAML file, line by line. */
function valuesOf(text: string): readonly string[] {
  const { isScalar, parseAllDocuments, visit } = yaml()
  const values: string[] = []
  for (const document of parseAllDocuments(text, {
    schema: 'failsafe',
    uniqueKeys: false,
    logLevel: 'silent',
  })) {
    visit(document, {
      Scalar(key, node) {
        if (key !== 'key' && isScalar(node)) values.push(...String(node.value).split('\n'))
      },
    })
  }
  return values.map((value) => value.trim())
}

/** A tool's message, without quotations from files other than the bake files. */
export function withoutQuotes(message: string, { bake, compose, foreign }: Quotes): string {
  const isNamed = (variable: string) =>
    [bake, compose].some((text) => new RegExp(`\\$\\{?${variable}\\b`).test(text))
  const known = message
    .replace(/unexpected character .* in variable name .*/g, 'it is not a line of an env file')
    .replace(/unterminated quoted value .*/g, 'unterminated quoted value')
    .replace(/Invalid template: .*/g, 'Invalid template')
    .replace(/The \\?"(\w+)\\?" variable is not set/g, (text, name: string) =>
      isNamed(name) ? text : 'A variable is not set',
    )
    .replace(/required variable (\w+) is missing a value.*/g, (text, name: string) =>
      isNamed(name) ? text : 'a required variable is missing a value',
    )
  return foreign.reduce((text, quote) => {
    // Go's %q.
    const escaped = JSON.stringify(quote).slice(1, -1)
    return text.replaceAll(quote, '…').replaceAll(escaped, '…')
  }, known)
}
