import type { RequestSubject } from '../errors/registry.ts'
import type { Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Refusal } from './refusal.ts'
import type { Effort } from './retry.ts'
import { type ScopeAction, scopeRepository } from './scopes.ts'
import type { RegistrySession } from './session.ts'

/** What a registry answered to a DELETE. `absent`: a 404 with one of the spec's errors. */
export type DeletionAnswer = { readonly kind: 'deleted' | 'absent' } | RefusedDeletion

export interface RefusedDeletion {
  readonly kind: 'refused'
  /** The text has no secrets. */
  readonly refusal: Refusal
  /** Who answered what, if it was not the registry alone. */
  readonly said?: string
}

export interface DeletionRequest {
  readonly asked: RequestSubject
  /** The path of the address. */
  readonly target: string
  readonly effort?: Effort
  /** What a token must allow; a challenge may require more. */
  readonly actions?: readonly ScopeAction[]
}

/** Sends a DELETE. Throws a TagboatError if there is no answer, or only transient failures. */
export async function requestDeletion(
  session: RegistrySession,
  { path }: Repository,
  { asked, target, effort, actions = ['pull', 'push', 'delete'] }: DeletionRequest,
): Promise<DeletionAnswer> {
  const request = {
    ...({ asked, method: 'DELETE', target, mustEnd: true } as const),
    scopes: scopeRepository(path, ...actions),
    ...(effort && { effort }),
  }
  try {
    return await session.send(request, async (answer) => {
      if ([200, 202, 204].includes(answer.status)) return { kind: 'deleted' }
      const refusal = await session.readRefusal(answer)
      // Any other 404 comes from a registry without DELETE: ECR's was a page for years (containers/image issue 1010, skopeo issue 819).
      return answer.status === 404 && refusal.kind === 'errors'
        ? { kind: 'absent' }
        : { kind: 'refused', refusal }
    })
  } catch (error) {
    const problem = error instanceof TagboatError ? error.problems[0] : undefined
    if (problem === undefined || !loginCodes.includes(problem.code)) throw error
    const text = problem.original ?? problem.what
    return { kind: 'refused', refusal: { status: 401, codes: [], text, kind: 'other' } }
  }
}

/** A token server, or the registry itself, refused the login. */
const loginCodes: readonly string[] = ['registry-denied', 'registry-unauthorized']
