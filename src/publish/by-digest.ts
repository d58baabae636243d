import type { Build } from '../build/build.ts'
import { digestImpossible } from '../errors/source-image.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Source } from './contents.ts'
import { gatherFacts } from './gather.ts'
import { type LandingPlan, land, sourceOf } from './land.ts'
import { askFor, decideAll, type Published, type PublishRequest, throwIfCancelled } from './publish.ts'
import { listPlatforms, perRepository, verify } from './settle.ts'

/**
 * `push: digest`: the content lands in every repository and is verified there, and no tag is touched. To be tested
 * and then promoted, or merged with other platforms. Whatever fails is thrown.
 */
export async function publishByDigest(request: PublishRequest): Promise<Published> {
  const { content } = request
  // Of tags there are none: whether the login may push, and whether a signed tag is there.
  decideAll(request.gathered ?? (await gatherFacts(askFor(request))), request)
  if (content.kind === 'existing') return report(request, content.source)
  throwIfCancelled(request)
  const build = await content.prepare()
  const landing = planDigestLanding(
    request.plan.repositories.map(({ name }) => name),
    build,
  )
  try {
    const plan: LandingPlan = { landing, anchors: [], isWarmedUp: false }
    const built = await land(request.ports, build, plan, () => throwIfCancelled(request))
    return { ...(await report(request, sourceOf(landing, built.digest))), built }
  } finally {
    if (landing.kind === 'layout') await build.layout?.remove()
  }
}

/** The builder pushes by digest where it can; else we do it, from a layout. Throws where neither is possible. */
export function planDigestLanding(
  names: readonly string[],
  { abilities, layout }: Pick<Build, 'abilities' | 'layout'>,
): LandingPlan['landing'] {
  if (abilities.driver !== 'docker') return { kind: 'digest', names }
  if (layout === undefined) throw new TagboatError(digestImpossible())
  return { kind: 'layout', folder: layout.folder }
}

async function report(request: PublishRequest, source: Source): Promise<Published> {
  throwIfCancelled(request)
  const contents = await verify(request, request.plan.repositories, source)
  const platforms = await listPlatforms(request, contents)
  return { images: perRepository(request, [], contents, platforms), problems: [] }
}
