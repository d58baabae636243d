import { type Asked, contentWrong } from '../errors/registry.ts'
import { arrayAt, isRecord, parseJson } from '../json.ts'
import { isTag, type Repository } from '../model/reference.ts'
import { readLimitedText } from './body.ts'
import { findNextLink, resolveUrl } from './link.ts'
import type { TagPage } from './memory.ts'
import { readPages } from './pages.ts'
import { readRefusal } from './refusal.ts'
import { TransientError } from './retry.ts'
import { scopeRepository } from './scopes.ts'
import type { Answer, RegistryRequest, Session } from './session.ts'

export interface TagList {
  /** In the registry's order, each once. */
  readonly tags: readonly string[]
  /** False where there are more than were asked for. */
  readonly complete: boolean
}

const pageSize = 1000
const pageLimit = 4 * 1024 * 1024

/**
 * The tags of a repository, up to `most` (give or take a page): OCI distribution spec 1.1, "Listing Tags". Empty where
 * there is no such repository: registries answer 404 also for one that has manifests and no tag.
 */
export async function listTags(session: Session, repository: Repository, most = 10_000): Promise<TagList> {
  const asked: Asked = { host: repository.host, name: repository.name, action: 'read' }
  const tags = new Set<string>()
  const first = firstPage(repository)
  const readNext = async (target: string) => {
    const page = await readTagPage(session, repository, { target })
    for (const tag of page?.tags ?? []) tags.add(tag)
    return page?.next
  }
  const complete = await readPages(session, asked, first, readNext, () => tags.size >= most)
  return { tags: [...tags], complete }
}

const firstPage = ({ path }: Repository): string => `/v2/${path}/tags/list?n=${pageSize}`

/**
 * One page of tags, the first by default. Without a tag where the registry knows no such repository; undefined for a 404 that
 * does not say so in the words of the spec ("Error Codes"): there may be no list at all.
 */
export async function readTagPage(
  session: Session,
  repository: Repository,
  { target = firstPage(repository), effort }: { target?: string } & Pick<RegistryRequest, 'effort'> = {},
): Promise<TagPage | undefined> {
  const asked: Asked = { host: repository.host, name: repository.name, action: 'read' }
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
    if (!isRecord(page)) {
      throw new TransientError(
        contentWrong(asked, 'its list of tags is no JSON'),
        `${asked.host} sent wrong content`,
      )
    }
    const tags = arrayAt(page, 'tags').filter((tag) => typeof tag === 'string' && isTag(tag))
    return { tags: tags.map(String), next: findNext(answer) }
  })
}

function findNext(answer: Answer): string | undefined {
  const next = findNextLink(answer.headers.link ?? '')
  return next === undefined ? undefined : resolveUrl(next, answer.url)?.href
}
