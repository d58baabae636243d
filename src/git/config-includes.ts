import { homedir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { isWithin } from '../paths.ts'
import type { Files } from '../ports/ports.ts'

/** More files than any real configuration includes. */
const longest = 50

/**
 * Whether a repository's configuration includes a file of the tree (git-config, "Includes"): whoever writes the tree
 * writes the configuration then. Conditions of `includeIf` count as met. What is included from elsewhere is trusted,
 * as actions/checkout keeps its credentials in a file of the runner's. `root` and `gitDir` have no links.
 */
export async function includesTree(
  files: Files,
  root: string,
  gitDir: string,
  home = homedir(),
): Promise<boolean> {
  const common = await readCommonDir(files, gitDir)
  const left = [join(common, 'config'), join(gitDir, 'config.worktree')]
  const seen = new Set<string>()
  for (let path = left.pop(); path !== undefined; path = left.pop()) {
    const real = await files.realPath(path)
    if (real === undefined || seen.has(real)) continue
    if (isWithin(root, real) && !isWithin(gitDir, real) && !isWithin(common, real)) return true
    if (seen.size === longest) return true
    seen.add(real)
    const folder = dirname(path)
    left.push(
      ...readIncludes((await files.read(real)) ?? '').map((each) =>
        resolve(folder, each.replace(/^~(?=\/)/, home)),
      ),
    )
  }
  return false
}

/** A worktree shares the configuration of the repository that it belongs to. */
export async function readCommonDir(files: Files, gitDir: string): Promise<string> {
  const text = (await files.read(join(gitDir, 'commondir')))?.trim()
  return text ? resolve(gitDir, text) : gitDir
}

/** The values of `path` in sections `include` and `includeIf`; names are the same in capitals. */
function readIncludes(config: string): readonly string[] {
  const paths: string[] = []
  let isInclude = false
  for (const line of config.replace(/\\\r?\n/g, '').split(/\r?\n/)) {
    const [, section, rest = line] = /^\s*\[([^\]"\s]*)(?:\s*"(?:[^"\\]|\\.)*")?\s*\](.*)$/.exec(line) ?? []
    if (section !== undefined) isInclude = /^include(if)?(\.|$)/i.test(section)
    const value = isInclude ? /^\s*path\s*=\s*(.*)$/i.exec(rest)?.[1] : undefined
    if (value !== undefined) paths.push(readValue(value))
  }
  return paths
}

/** Without quotation marks, escapes and a comment. */
function readValue(text: string): string {
  const parts = text.match(/"(?:[^"\\]|\\.)*"|\\.|[^\s#;"\\]+|\s+|[#;].*$/g) ?? []
  return parts
    .filter((part) => !/^[#;]/.test(part))
    .map((part) => part.replace(/^"(.*)"$/s, '$1').replace(/\\(.)/g, '$1'))
    .join('')
    .trim()
}
