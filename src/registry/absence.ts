import type { Repository, Target } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { type Descriptor, type Manifest, readHead, readManifest } from './manifests.ts'
import type { Memory, TagPage } from './memory.ts'
import type { Session } from './session.ts'
import { readTagPage } from './tags.ts'

/**
 * Asks what a tag or digest is, without reading it: registries do not count that as a pull. Undefined where it is not
 * there, and only then. A 404 to a HEAD is believed where HEAD works, which one 200 in the repository proves; Nexus answers
 * so to what GET finds (crazy-max/diun issue 1614). Otherwise the list of tags has to agree, or GET.
 */
export async function headManifest(
  session: Session,
  repository: Repository,
  target: Target,
): Promise<Descriptor | undefined> {
  const memory = session.recall(repository)
  const found = await unhide(session, repository, target, () => readHead(session, repository, target))
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
  return { digest: manifest.digest, mediaType: manifest.mediaType, size: manifest.bytes.byteLength }
}

/**
 * What a tag is, by one request that is not tried again: where nothing has shown yet that HEAD works, a tag that is there may count as
 * absent. For a look that nothing depends on.
 */
export async function peekManifest(
  session: Session,
  repository: Repository,
  target: Target,
): Promise<Descriptor | undefined> {
  if (!isUnfit(session.recall(repository))) return readHead(session, repository, target, 'once')
  const manifest = await readManifest(session, repository, target, 'once')
  return (
    manifest && { digest: manifest.digest, mediaType: manifest.mediaType, size: manifest.bytes.byteLength }
  )
}

/** Reads a manifest and checks its size, its digest and that it is one. Undefined where it is not there. */
export async function getManifest(
  session: Session,
  repository: Repository,
  target: Target,
): Promise<Manifest | undefined> {
  const reading = unhide(session, repository, target, () => readManifest(session, repository, target))
  proveBeside(session, repository, target, reading)
  const found = await reading
  return found === 'hidden' ? undefined : found
}

/** Asks for the list of tags at once, to have it when a tag turns out to be absent. */
export function expectAbsence(session: Session, repository: Repository): void {
  const memory = session.recall(repository)
  if (isProven(memory)) return
  // Who needs the list gets its failure.
  recallTags(session, repository, memory).catch(() => undefined)
}

async function doubtsAbsence(session: Session, repository: Repository, tag: string): Promise<boolean> {
  const memory = session.recall(repository)
  if (isProven(memory)) return isUnfit(memory)
  const page = await recallTags(session, repository, memory)
  // Another question may have been answered meanwhile.
  if (isProven(memory)) return isUnfit(memory)
  if (page === undefined) return true
  if (page.tags.includes(tag)) {
    memory.head = 'fails'
    return true
  }
  probe(session, repository, memory, page)
  const isConfirmed = page.next === undefined && !memory.confirmed.has(tag)
  memory.confirmed.add(tag)
  if (isConfirmed) return false
  await memory.probe
  return !isProven(memory) || isUnfit(memory)
}

const isProven = ({ head }: Memory): boolean => head !== 'unknown'
const isUnfit = ({ head }: Memory): boolean => head === 'fails'

function recallTags(session: Session, repository: Repository, memory: Memory): Promise<TagPage | undefined> {
  // Who may read images may still not be allowed to list tags, and some registries have no list.
  memory.tags ??= readTagPage(session, repository, { effort: 'little' }).catch((error: unknown) => {
    if (error instanceof TagboatError) return undefined
    throw error
  })
  return memory.tags
}

/** A listed tag tells whether HEAD works: nobody waits for it before the tags are read again. */
function probe(session: Session, repository: Repository, memory: Memory, { tags: [tag] }: TagPage): void {
  if (tag === undefined) return
  memory.probe ??= readHead(session, repository, { tag })
    .then((found) => {
      if (memory.head === 'unknown') memory.head = found === undefined ? 'fails' : 'works'
    })
    .catch(() => undefined)
}

/** Content that is read by its digest tells likewise, in a repository that had no tag before. */
function proveBeside(
  session: Session,
  repository: Repository,
  target: Target,
  reading: Promise<unknown>,
): void {
  const memory = session.recall(repository)
  const isAsked = memory.tags !== undefined && memory.probe === undefined
  if (!('digest' in target) || !isAsked || memory.head !== 'unknown') return
  memory.probe = Promise.all([readHead(session, repository, target), reading])
    .then(([head, manifest]) => {
      if (memory.head === 'unknown' && head !== undefined) memory.head = 'works'
      else if (memory.head === 'unknown' && manifest !== undefined) memory.head = 'fails'
      else if (memory.head === 'unknown') memory.probe = undefined
    })
    .catch(() => undefined)
}

const hiding: readonly string[] = ['registry-denied', 'registry-unauthorized', 'registry-name-unknown']

/**
 * Some registries answer 403 to what is absent (Artifactory: go-containerregistry pull request 1691), so that nobody learns what is
 * there. Who may list the tags, or push, is not shut out: then it is absent, unless the list has it. Nothing is asked for it that was
 * not asked before: a login that is refused is not tried again.
 */
async function unhide<T>(
  session: Session,
  repository: Repository,
  target: Target,
  read: () => Promise<T>,
): Promise<T | 'hidden'> {
  try {
    return await read()
  } catch (error) {
    const codes = error instanceof TagboatError ? error.problems.map(({ code }) => code) : []
    if (!codes.some((code) => hiding.includes(code))) throw error
    if (await isHidden(session.recall(repository), target)) return 'hidden'
    throw error
  }
}

async function isHidden(memory: Memory, target: Target): Promise<boolean> {
  const page = 'tag' in target ? await memory.tags : undefined
  if (page !== undefined && 'tag' in target) {
    if (page.tags.includes(target.tag)) return false
    if (page.next === undefined) return true
  }
  return (await memory.push) === true
}
