import { join } from 'node:path'
import { isRecord } from '../json.ts'
import { yaml } from '../libraries.ts'
import type { Files, FolderEntry } from '../ports/ports.ts'

/** What a repository has to build; paths are relative to its root, with slashes, and sorted. */
export interface Inspected {
  readonly dockerfiles: readonly string[]
  /** `docker-bake.hcl` or `docker-bake.json` in the root. */
  readonly bakeFiles: readonly string[]
  /** The compose file in the root, if a service of it has a build. */
  readonly composeFiles: readonly string[]
  /** Workflows that build with docker's actions. */
  readonly dockerWorkflows: readonly string[]
  readonly hasGitlabCi: boolean
  /** The search ended before it had seen every folder. */
  readonly isIncomplete: boolean
}

/** Folders below the root that are searched: monorepos have their Dockerfiles at most this deep. */
const deepest = 4
/** The maximum number of folders; a larger repository names its Dockerfiles itself. */
const mostFolders = 2_000
/** Folders of dependencies, of build results and of test data. */
const skipped =
  /^(?:\..*|node_modules|vendor|third_party|dist|build|target|venv|testdata|__tests__|fixtures)$/

const isDockerfile = (name: string): boolean =>
  !name.endsWith('.dockerignore') && /^(?:Dockerfile|Containerfile)(?:\..+)?$|\.Dockerfile$/i.test(name)

/** Inspects a repository. Files that cannot be read do not count. */
export async function inspectRepository(files: Files, root: string): Promise<Inspected> {
  const { paths, isIncomplete } = await findDockerfiles(files, root)
  const top = await files.list(root)
  const named = (names: readonly string[]) => names.filter((name) => top.includes(name))
  const compose = named(['compose.yaml', 'compose.yml', 'docker-compose.yaml', 'docker-compose.yml']).slice(
    0,
    1,
  )
  const built = await Promise.all(compose.map(async (name) => hasBuild(await files.read(join(root, name)))))
  return {
    dockerfiles: paths,
    bakeFiles: named(['docker-bake.hcl', 'docker-bake.json']),
    composeFiles: compose.filter((_, index) => built[index]),
    dockerWorkflows: await findDockerWorkflows(files, root),
    hasGitlabCi: top.includes('.gitlab-ci.yml'),
    isIncomplete,
  }
}

/** Searches breadth-first, so that an incomplete search has seen the highest folders. Links are not followed. */
async function findDockerfiles(files: Files, root: string) {
  const paths: string[] = []
  let level = ['']
  let seen = 0
  for (let depth = 0; depth <= deepest && level.length > 0; depth += 1) {
    const next: string[] = []
    for (const folder of level) {
      if (seen === mostFolders) return { paths: paths.sort(), isIncomplete: true }
      seen += 1
      for (const { name, kind } of await listEntries(files, join(root, folder))) {
        const path = folder === '' ? name : `${folder}/${name}`
        if (kind === 'file' && isDockerfile(name)) paths.push(path)
        if (kind === 'folder' && !skipped.test(name)) next.push(path)
      }
    }
    level = next.sort()
  }
  return { paths: paths.sort(), isIncomplete: false }
}

/** Empty for a folder that this user may not read. */
async function listEntries(files: Files, folder: string): Promise<readonly FolderEntry[]> {
  try {
    return await files.entries(folder)
  } catch {
    return []
  }
}

function hasBuild(text: string | undefined): boolean {
  if (text === undefined) return false
  const document = yaml().parseDocument(text, { logLevel: 'silent' })
  if (document.errors.length > 0) return false
  const top: unknown = document.toJS({ maxAliasCount: 100 })
  const services = isRecord(top) ? top.services : undefined
  return isRecord(services) && Object.values(services).some((one) => isRecord(one) && one.build !== undefined)
}

async function findDockerWorkflows(files: Files, root: string): Promise<readonly string[]> {
  const folder = '.github/workflows'
  const names = (await files.list(join(root, folder))).filter((name) => /\.ya?ml$/.test(name)).sort()
  const texts = await Promise.all(names.map((name) => files.read(join(root, folder, name))))
  return names
    .filter((_, index) => /uses:\s*['"]?docker\/(?:build-push|bake)-action@/.test(texts[index] ?? ''))
    .map((name) => `${folder}/${name}`)
}
