import { relative, resolve, sep } from 'node:path'
import { type BakeTarget, platformsOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import { compact } from '../json.ts'
import { type Identity, sortPlatforms } from '../model/identity.ts'

/** The identity of a target's image; `own` is the platform that the builder uses by default. */
export function identify(
  definition: BakeTarget,
  { workspace, target, own }: { readonly workspace: string; readonly target?: string; readonly own?: string },
): Identity {
  const written = textOf(definition, 'context') || '.'
  const folder = contextFolder(workspace, written)
  const name = textOf(definition, 'dockerfile') || 'Dockerfile'
  const file = folder === undefined || isAddress(name) ? cleanAddress(name) : resolve(folder, name)
  const asked = platformsOf(definition)
  const platforms = asked.length > 0 || own === undefined ? asked : [own]
  return compact({
    target,
    file: textOf(definition, 'dockerfile-inline') === '' ? inWorkspace(workspace, file) : inline,
    context: folder === undefined ? cleanAddress(written) : inWorkspace(workspace, folder),
    stage: textOf(definition, 'target') || undefined,
    platforms: platforms.length === 0 ? undefined : sortPlatforms(platforms),
  })
}

/** Takes the place of the path for a bake file's `dockerfile-inline`. */
const inline = '(inline)'

const isAddress = (text: string): boolean => /^[a-z][a-z0-9+.-]*:\/\//i.test(text)

/** Makes absolute paths relative to the workspace, with `/`, so that they are equal on every runner. */
function inWorkspace(workspace: string, path: string): string {
  if (!path.startsWith('/') && !/^[A-Za-z]:[\\/]/.test(path)) return path
  return relative(workspace, path).split(sep).join('/') || '.'
}

/**
 * Removes login and query from an address, which may be secret, and the ref, since one commit has several. The folder in
 * the repository is kept: `#ref:folder`, or `subdir=` in the query.
 */
function cleanAddress(address: string): string {
  const [whole = '', fragment = ''] = address.split('#', 2)
  const [path = '', query = ''] = whole.split('?', 2)
  const plain = path.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/is, '$1')
  const folder = new URLSearchParams(query).get('subdir') ?? fragment.replace(/^[^:]*:?/, '')
  return folder === '' ? plain : `${plain}#:${folder}`
}
