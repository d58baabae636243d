import type { Asked } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { resolveUrl } from './link.ts'
import { scopeRepository, unionScopes } from './scopes.ts'
import type { Session } from './session.ts'
import type { Upload } from './uploads.ts'

/**
 * Asks for a blob of another repository of the same registry: OCI distribution spec 1.1, "Mounting a blob from another
 * repository". A registry that does not do it may begin an upload instead, which is then the answer; undefined is
 * neither. Only a token for both repositories serves; where there is none to be had a plain upload still may do.
 */
export async function mountBlob(
  session: Session,
  from: Repository,
  to: Repository,
  digest: string,
): Promise<'mounted' | Upload | undefined> {
  const asked: Asked = { host: to.host, name: to.name, action: 'push' }
  const query = `mount=${encodeURIComponent(digest)}&from=${encodeURIComponent(from.path)}`
  const request = {
    asked,
    method: 'POST',
    target: `/v2/${to.path}/blobs/uploads/?${query}`,
    scopes: unionScopes(scopeRepository(from.path, 'pull'), scopeRepository(to.path, 'pull', 'push')),
  } as const
  try {
    return await session.send(request, async (answer) => {
      if (answer.status === 201) return 'mounted'
      const location = answer.status === 202 ? (answer.headers.location ?? '') : ''
      const url = location === '' ? undefined : resolveUrl(location, answer.url)
      return url && { location: url.href }
    })
  } catch (error) {
    if (isForbidden(error)) return undefined
    throw error
  }
}

function isForbidden(error: unknown): boolean {
  const codes: readonly string[] = ['registry-denied', 'registry-unauthorized']
  return error instanceof TagboatError && error.problems.every(({ code }) => codes.includes(code))
}
