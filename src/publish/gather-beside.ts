import type { Facts } from '../model/facts.ts'
import type { Repository } from '../model/reference.ts'
import type { FactRequest } from './fact-request.ts'
import { gatherFacts } from './gather.ts'

/**
 * Gathers facts while a source is looked at: neither needs the other to be read. Whether the login may push is tried with
 * a POST, which a source that is refused must not cause: so that waits for it.
 */
export async function gatherBeside<T>(
  looking: Promise<T>,
  request: FactRequest,
): Promise<{ readonly source: T; readonly facts: Facts }> {
  const { registry } = request
  const checkPush = async (repository: Repository) => {
    await looking
    await registry.checkPush?.(repository)
  }
  const gathering = gatherFacts({ ...request, registry: { ...registry, checkPush } })
  // What is wrong with the source says more than a tag that cannot be read; nothing goes on behind the caller's back.
  const [source, facts] = await Promise.allSettled([looking, gathering])
  if (source.status === 'rejected') throw source.reason
  if (facts.status === 'rejected') throw facts.reason
  return { source: source.value, facts: facts.value }
}
