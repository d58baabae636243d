import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Descriptor, describeManifest, type Manifest, readHead, readManifest } from './manifests.ts'
import type { RepositoryMemory, TagPage } from './memory.ts'
import type { RegistrySession } from './session.ts'
import { readTagPage } from './tags.ts'

/**
 * Looks up a tag or digest without reading its content: registries do not count HEAD as a pull. Undefined only if it does
 * not exist. Nexus answers 404 to a HEAD for manifests that GET finds (crazy-max/diun issue 1614), so a 404 is trusted
 * only once HEAD has succeeded in the repository. Otherwise the list of tags has to agree, or GET.
 */
export async function headManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
): Promise<Descriptor | undefined> {
  const memory = session.recall(repository)
  const found = await readHiddenAsAbsent(session, repository, target, () =>
    readHead(session, repository, target),
  )
  if (found === 'hidden') return undefined
  if (found !== undefined) {
    if (memory.head === 'unknown') memory.head = 'works'
    return found
  }
  const isDoubtful =
    'tag' in target ? await doubtsAbsence(session, repository, target.tag) : memory.head === 'fails'
  if (!isDoubtful) return undefined
  const manifest = await getManifest(session, repository, target)
  if (manifest === undefined) return undefined
  memory.head = 'fails'
  return describeManifest(manifest)
}

/**
 * Looks up a tag or digest with one request that is not retried. Until HEAD has succeeded in the repository, an existing tag may
 * count as absent, so nothing may depend on the answer.
 */
export async function peekManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
): Promise<Descriptor | undefined> {
  if (!failsHead(session.recall(repository))) return readHead(session, repository, target, 'once')
  const manifest = await readManifest(session, repository, target, 'once')
  return manifest && describeManifest(manifest)
}

/** Reads a manifest, and checks its size, digest and media type. Undefined if it does not exist. */
export async function getManifest(
  session: RegistrySession,
  repository: Repository,
  target: Target,
): Promise<Manifest | undefined> {
  const reading = readHiddenAsAbsent(session, repository, target, () =>
    readManifest(session, repository, target),
  )
  testHeadBesides(session, repository, target, reading)
  const found = await reading
  return found === 'hidden' ? undefined : found
}

/** Requests the list of tags in advance, for the case that a tag turns out to be absent. */
export function expectAbsence(session: RegistrySession, repository: Repository): void {
  const memory = session.recall(repository)
  if (isHeadTested(memory)) return
  // The caller that needs the list gets the failure.
  recallTags(session, repository, memory).catch(() => undefined)
}

/** Whether GET has to confirm a 404 to the HEAD of a tag. */
async function doubtsAbsence(
  session: RegistrySession,
  repository: Repository,
  tag: string,
): Promise<boolean> {
  const memory = session.recall(repository)
  if (isHeadTested(memory)) return failsHead(memory)
  const page = await recallTags(session, repository, memory)
  // A concurrent request may have tested HEAD meanwhile.
  if (isHeadTested(memory)) return failsHead(memory)
  if (page === undefined) return true
  if (page.tags.includes(tag)) {
    memory.head = 'fails'
    return true
  }
  testHeadWithListedTag(session, repository, memory, page)
  const isConfirmed = page.next === undefined && !memory.confirmedAbsent.has(tag)
  memory.confirmedAbsent.add(tag)
  if (isConfirmed) return false
  await memory.headTest
  return !isHeadTested(memory) || failsHead(memory)
}

const isHeadTested = ({ head }: RepositoryMemory): boolean => head !== 'unknown'
const failsHead = ({ head }: RepositoryMemory): boolean => head === 'fails'

function recallTags(
  session: RegistrySession,
  repository: Repository,
  memory: RepositoryMemory,
): Promise<TagPage | undefined> {
  // A login that may read images may not be allowed to list tags, and some registries do not list them.
  memory.tags ??= readTagPage(session, repository, { effort: 'little' }).catch((error: unknown) => {
    if (error instanceof TagboatError) return undefined
    throw error
  })
  return memory.tags
}

/** Tests HEAD with a tag that exists. The result is awaited only when the tags are read again. */
function testHeadWithListedTag(
  session: RegistrySession,
  repository: Repository,
  memory: RepositoryMemory,
  { tags: [tag] }: TagPage,
): void {
  if (tag === undefined) return
  memory.headTest ??= readHead(session, repository, { tag })
    .then((found) => {
      if (memory.head === 'unknown') memory.head = found === undefined ? 'fails' : 'works'
    })
    .catch(() => undefined)
}

/** Tests HEAD with a digest that is read at the same time, for a repository without tags. */
function testHeadBesides(
  session: RegistrySession,
  repository: Repository,
  target: Target,
  reading: Promise<unknown>,
): void {
  const memory = session.recall(repository)
  const isTestMissing = memory.tags !== undefined && memory.headTest === undefined
  if (!('digest' in target) || !isTestMissing || memory.head !== 'unknown') return
  memory.headTest = Promise.all([readHead(session, repository, target), reading])
    .then(([head, manifest]) => {
      if (memory.head !== 'unknown') return
      if (head !== undefined) memory.head = 'works'
      else if (manifest !== undefined) memory.head = 'fails'
      else memory.headTest = undefined
    })
    .catch(() => undefined)
}

const hidingCodes: readonly string[] = ['registry-denied', 'registry-unauthorized', 'registry-name-unknown']

/**
 * Reads, and turns a refusal into `hidden` where it means absence. Some registries answer 403 for manifests that do not exist
 * (Artifactory: go-containerregistry pull request 1691). A login that may list the tags, or push, may also read: then a refused
 * manifest does not exist, unless the list has it. Sends no request of its own, because a refused login is not retried.
 */
async function readHiddenAsAbsent<T>(
  session: RegistrySession,
  repository: Repository,
  target: Target,
  read: () => Promise<T>,
): Promise<T | 'hidden'> {
  try {
    return await read()
  } catch (error) {
    const codes = error instanceof TagboatError ? error.problems.map(({ code }) => code) : []
    if (!codes.some((code) => hidingCodes.includes(code))) throw error
    if (await isHidden(session.recall(repository), target)) return 'hidden'
    throw error
  }
}

async function isHidden(memory: RepositoryMemory, target: Target): Promise<boolean> {
  const page = 'tag' in target ? await memory.tags : undefined
  if (page !== undefined && 'tag' in target) {
    if (page.tags.includes(target.tag)) return false
    if (page.next === undefined) return true
  }
  return (await memory.mayPush) === true
}
