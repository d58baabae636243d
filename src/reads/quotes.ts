import { yaml } from '../libraries.ts'
import type { Files } from '../ports/ports.ts'
import type { BakeReads } from './bake-reads.ts'
import { absolutePath } from './walk.ts'

/** What buildx could quote from the files that bake files name. */
export interface Quotes {
  /** The text of the bake files, which may be quoted, and of compose files, whose variables may be named. */
  readonly bake: string
  readonly compose: string
  /** Texts that must not be quoted, the longest first. */
  readonly foreign: readonly string[]
}

/** Shorter ones are words such as `true` and `web`. */
const minLength = 5

/** Characters: less than a second. Both files may be a stranger's, of several MiB. */
const maxComparisons = 1_000_000_000

/**
 * Reads again what buildx has read. Bake files are shown in errors, as they are the user's own; the files that they name may
 * be any file of the workspace, also one with a credential that an earlier step has left there.
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
  // Too many to look for in a large bake file: none may be quoted then.
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

/** What a tool said, without what it quotes from files that are not the user's bake files. */
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
