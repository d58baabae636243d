import type { RequestSubject } from '../errors/registry.ts'
import { arrayAt, isRecord, parseJson } from '../json.ts'
import { isTag, type Repository } from '../model/reference.ts'
import { readLimitedText, wrongContent } from './body.ts'
import type { TagPage } from './memory.ts'
import { findNextPage, readPages } from './pages.ts'
import { readRefusal } from './refusal.ts'
import { scopeRepository } from './scopes.ts'
import type { RegistryRequest, RegistrySession } from './session.ts'

export interface TagList {
  /** In the registry's order, each once. */
  readonly tags: readonly string[]
  /** False if the repository has more tags than were requested, or a page of the list is missing or not understood. */
  readonly complete: boolean
}

const pageSize = 1000
const pageLimit = 4 * 1024 * 1024

/**
 * The tags of a repository, up to `max`, rounded up to a page: OCI distribution spec 1.1, "Listing Tags". Empty if
 * the repository does not exist: registries also answer 404 for a repository that has manifests and no tag.
 */
export async function listTags(
  session: RegistrySession,
  repository: Repository,
  max = 10_000,
): Promise<TagList> {
  const asked: RequestSubject = { host: repository.host, name: repository.name, action: 'read' }
  const tags = new Set<string>()
  let isMissing = false
  const readNext = async (target: string) => {
    const page = await readTagPage(session, repository, { target })
    if (page === undefined || page.isDoubtful) isMissing = true
    for (const tag of page?.tags ?? []) tags.add(tag)
    return page?.next
  }
  const isWhole = await readPages(session, asked, firstPage(repository), readNext, () => tags.size >= max)
  return { tags: [...tags], complete: isWhole && !isMissing }
}

const firstPage = ({ path }: Repository): string => `/v2/${path}/tags/list?n=${pageSize}`

/**
 * One page of tags, the first by default. Empty if the registry answers 404 with one of the spec's errors ("Error Codes"): it
 * has no such repository. Undefined for any other 404: the registry may not list tags at all.
 */
export async function readTagPage(
  session: RegistrySession,
  repository: Repository,
  { target = firstPage(repository), effort }: { target?: string } & Pick<RegistryRequest, 'effort'> = {},
): Promise<TagPage | undefined> {
  const asked: RequestSubject = { host: repository.host, name: repository.name, action: 'read' }
  const scopes = scopeRepository(repository.path, 'pull')
  const headers = { accept: 'application/json' }
  const request = { asked, method: 'GET', target, scopes, headers, ...(effort && { effort }) } as const
  return session.send(request, async (answer) => {
    if (answer.status === 404) {
      const { kind } = await readRefusal(answer)
      return kind === 'errors' ? { tags: [], next: undefined } : undefined
    }
    if (answer.status !== 200) return session.refuse(asked, answer)
    const page = parseJson(await readLimitedText(asked, answer, pageLimit))
    if (!isRecord(page)) throw wrongContent(asked, 'its list of tags is not a JSON object')
    const tags = arrayAt(page, 'tags').filter((tag) => typeof tag === 'string' && isTag(tag))
    // distribution writes null for a repository without tags.
    const isDoubtful = !Array.isArray(page.tags) && page.tags !== null
    return { tags: tags.map(String), next: findNextPage(answer), ...(isDoubtful && { isDoubtful }) }
  })
}
