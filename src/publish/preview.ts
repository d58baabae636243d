import type { Decision } from '../decide/decide.ts'
import { decideTags } from '../decide/rebuild.ts'
import { compact } from '../json.ts'
import type { ImageResult, TagResult } from '../model/result.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { planImages } from '../report/plan-result.ts'
import { gatherFacts } from './gather.ts'
import { reachAll } from './reach.ts'
import { askFor, type PublishRequest, runOf } from './request.ts'

type PreviewRequest = Pick<PublishRequest, 'registry' | 'facts' | 'images' | 'guards' | 'run' | 'ports'>

/**
 * What a run would do to each tag, for a dry run: it sends nothing but GET and HEAD. Where the registry cannot be
 * asked, every tag is `unknown`, and why is said; a dry run never fails for that.
 */
export async function previewTags(request: PreviewRequest): Promise<readonly ImageResult[]> {
  const { checkPush: _, ...registry } = request.registry
  const plans = request.images.map(({ plan }) => plan)
  const planned = request.images.flatMap(({ plan, origin }) =>
    planImages(plan, 'the registry could not be asked', origin),
  )
  try {
    await reachAll(registry, plans)
    const facts = await gatherFacts({ ...askFor(request), registry })
    for (const refusal of facts.refusals) request.ports.log.warning(`${refusal.what} ${refusal.fix}`)
    if (facts.tags.length === 0) return planned
    const run = (target: string) => runOf(request, target)
    const results = decideTags(facts.tags, run, request.guards).map(describeDecision)
    const known = new Map(request.images.map(({ plan, digest }) => [plan.target, digest]))
    return planned.map((image) => ({
      ...image,
      ...compact({ digest: known.get(image.target) }),
      tags: image.tags.map((tag) => results.find(({ ref }) => ref === tag.ref) ?? tag),
    }))
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    request.ports.log.notice(`The registry could not be asked, so what is there is unknown: ${error.message}`)
    return planned
  }
}

function describeDecision(decision: Decision): TagResult {
  const { ref, tag, image } = decision.facts
  const there = image === undefined ? {} : { digest: image.digest, previous: image.digest }
  const result = { ref, name: tag.name, ...there }
  switch (decision.kind) {
    case 'create':
      return { ...result, action: 'created', reason: 'it would be' }
    case 'move':
      return { ...result, action: 'moved', reason: decision.warning ?? 'it would be' }
    case 'keep':
      return { ...result, action: 'kept', reason: decision.reason }
    case 'refuse':
      return { ...result, action: 'refused', reason: decision.problem.what }
    case 'published':
      return { ...result, action: 'unchanged', reason: 'it is released already, from this commit' }
    case 'unchanged':
      return { ...result, action: 'unchanged' }
  }
}
