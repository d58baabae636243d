import { dirname, join, posix } from 'node:path'
import { readmeLinked, readmeMissing, repositoryUnknown } from '../errors/describe.ts'
import { findApiUrl } from '../git/create-source.ts'
import type { DescribeInputs } from '../inputs/describe-inputs.ts'
import { isWithin } from '../is-within.ts'
import { stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Files } from '../ports/ports.ts'
import type { Ports } from '../ports/run-ports.ts'
import { makeAbsolute, readRelative } from './absolute-urls.ts'
import { type AbsolutePage, linkedPaths, makePageAbsolute, readPage } from './make-page.ts'

/** In bytes. GitHub shows no more of a README ("About READMEs"). */
const readmeLimit = 500 * 1024
/** Milliseconds for parsing. Real pages need less than one second. */
const longestParsing = 20_000
/** How many linked paths are looked up, to learn whether they are folders. */
const mostLookups = 2000

/** The texts of a page before they are fitted into a registry's limits. */
export interface PageSource {
  readonly page: AbsolutePage
  /** The short description; '' if there is none. */
  readonly short: string
  /** The address of the file on the server of the source repository. */
  readonly fullTextUrl: string
}

/** Reads the Markdown file, and makes its addresses absolute. Throws a TagboatError if the file does not exist. */
export async function readSource(
  ports: Ports,
  trigger: Trigger,
  inputs: Pick<DescribeInputs, 'readme' | 'description' | 'githubToken'>,
  workspace: string,
): Promise<PageSource> {
  const { repository, ref, revision } = trigger
  if (repository.owner === '' || repository.name === '') throw new TagboatError(repositoryUnknown())
  const readme = posix.normalize(inputs.readme.replaceAll('\\', '/')).replace(/^\/+/, '')
  // CommonMark replaces NUL, and the databases of registries store none.
  const text = (await readPlainFile(ports.files, workspace, readme)).replaceAll('\0', '\ufffd')
  const folder = dirname(readme) === '.' ? '' : dirname(readme)
  const place = {
    repositoryUrl: repository.url,
    ref: ref.kind === 'tag' ? ref.name : revision,
    folder,
    isGitlab: trigger.otherServer?.kind === 'gitlab',
  }
  const late = ports.clock.now() + longestParsing
  const read = readPage(text, () => ports.clock.now() > late)
  const folders = await findFolders(ports.files, workspace, linkedPaths(read, folder))
  const file = readRelative(`/${readme.split('/').map(encodeURIComponent).join('/')}`, '')
  return {
    page: makePageAbsolute(read, place, folders),
    short: inputs.description || (await findDescription(ports, trigger, inputs.githubToken)),
    fullTextUrl: (file && makeAbsolute(place, file, 'link', false)) ?? repository.url,
  }
}

/** Reads a file below the workspace that is no link: a checkout may contain links to files with secrets. */
async function readPlainFile(files: Files, workspace: string, name: string): Promise<string> {
  const path = join(workspace, name)
  const root = await files.realPath(workspace)
  // A link that leads to itself is an error of the file system.
  const real = await files.realPath(path).catch(() => '')
  if (root === undefined || real === undefined) throw new TagboatError(readmeMissing(name))
  if (!isWithin(workspace, path) || real !== join(root, name)) throw new TagboatError(readmeLinked(name))
  const text = await files.read(path, readmeLimit)
  if (text === undefined) throw new TagboatError(readmeMissing(name))
  return text
}

async function findFolders(
  files: Pick<Files, 'isDirectory' | 'realPath'>,
  workspace: string,
  paths: readonly string[],
): Promise<ReadonlySet<string>> {
  const root = (await files.realPath(workspace)) ?? workspace
  const isFolder = async (path: string): Promise<boolean> => {
    try {
      const real = await files.realPath(join(workspace, path))
      // Nothing outside is looked at, not even through a link in the checkout.
      return real !== undefined && isWithin(root, real) && (await files.isDirectory(real))
    } catch {
      // The file system refuses the name: it is too long, or a link leads to itself.
      return false
    }
  }
  const safe = paths.filter((path) => !/(?:^|[/\\])\.\.(?:[/\\]|$)|\0/.test(path)).slice(0, mostLookups)
  const found = await Promise.all(safe.map(async (path) => ((await isFolder(path)) ? [path] : [])))
  return new Set(found.flat())
}

/** The description of the source repository: from the event or, where the event has none (a schedule), from GitHub. */
async function findDescription(ports: Ports, trigger: Trigger, token: string): Promise<string> {
  const { repository } = trigger
  if (
    trigger.otherServer !== undefined ||
    repository.description !== undefined ||
    repository.private !== undefined ||
    token === ''
  ) {
    return repository.description ?? ''
  }
  const apiUrl = findApiUrl(ports.env, trigger)
  const { owner, name } = repository
  const answer = await ports
    .connectGithub({ apiUrl, token })
    .get('/repos/{owner}/{repo}', { owner, repo: name })
  if (answer.kind === 'found') return stringAt(answer.body, 'description') ?? ''
  ports.log.info(`The short description is unknown, since GitHub did not answer: ${answer.message}`)
  return ''
}
