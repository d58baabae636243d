import { leftBehind } from '../errors/publish.ts'
import { TagboatError, throwAll } from '../errors/tagboat-error.ts'
import { holdsDigest, type TagResult } from '../report/result.ts'
import { readImageFacts } from './image-facts.ts'
import type { Change } from './land.ts'
import type { PublishRequest } from './request.ts'
import { type Changed, rollBack } from './rollback.ts'

/** Milliseconds after which what was on its way when buildx gave up has arrived. Pushes of several targets run side by side. */
const settling = 2_000
/** The same where the runner ends us soon. */
const hastySettling = 500

/**
 * After a failed push: anchors that it moved all the same are put back. Only those that hold an image of this very
 * commit now are ours to touch. Throws the push's error with what could not be put back.
 */
export async function cleanUpAnchors(
  request: PublishRequest,
  anchors: readonly Change[],
  error: unknown,
): Promise<void> {
  if (!(error instanceof TagboatError)) return
  const results = new Map((await putBackMoved(request, anchors)).map((result) => [result.ref, result]))
  if (anchors.length > 1) {
    await request.ports.clock.sleep(request.isCancelled() ? hastySettling : settling)
    for (const result of await putBackMoved(request, anchors)) results.set(result.ref, result)
  }
  const left = [...results.values()].filter(holdsDigest)
  throwAll([...error.problems, ...(left.length > 0 ? [leftBehind(left)] : [])])
}

async function putBackMoved(
  request: PublishRequest,
  anchors: readonly Change[],
): Promise<readonly TagResult[]> {
  const moved = await Promise.all(anchors.map((anchor) => findMoved(request, anchor)))
  return rollBack(request.isCancelled() ? request.hasty : request.registry, moved.flat())
}

async function findMoved(
  { registry, facts, run }: PublishRequest,
  anchor: Change,
): Promise<readonly Changed[]> {
  const { repository, tag, image } = anchor.facts
  try {
    const now = await registry.headManifest(repository, { tag: tag.name })
    if (now === undefined || now.digest === image?.digest) return []
    const there = await readImageFacts(registry, repository, now.digest, facts.trigger.repository.url)
    if (there.revision !== run.revision) return []
    return [{ decision: anchor, previous: image?.digest, ours: now.digest }]
  } catch {
    // It cannot be asked: the push's own error says what is wrong with it.
    return []
  }
}
