import { badBuildkitdConfig } from '../errors/builder.ts'
import { isRecord } from '../json.ts'
import { toml } from '../libraries.ts'
import type { Problem } from '../model/tagboat-error.ts'

/** The problem of a configuration that is not TOML. An empty text has none. */
export function checkBuildkitdConfig(text: string): readonly Problem[] {
  if (text.trim() === '') return []
  const read = parseBuildkitdConfig(text)
  return 'why' in read ? [badBuildkitdConfig(read.line, read.why)] : []
}

/** Parses a `buildkitd.toml`: its hosts with a table below `registry`, or why it is not valid. */
export function parseBuildkitdConfig(
  text: string,
): { readonly hosts: readonly string[] } | { readonly line: number | undefined; readonly why: string } {
  const { parse, TomlError } = toml()
  try {
    const { registry } = parse(text, { integersAsBigInt: 'asNeeded' })
    return { hosts: isRecord(registry) ? Object.keys(registry) : [] }
  } catch (error) {
    if (!(error instanceof TomlError)) throw error
    // The message goes on with lines of the text, which may be secret.
    const [first = ''] = error.message.split('\n')
    return { line: error.line, why: first.replace(/^Invalid TOML document: /, '') }
  }
}
