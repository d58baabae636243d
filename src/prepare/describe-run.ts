import { basesOf, singleTarget } from '../bake/bake-target.ts'
import { previewAnnotations } from '../build/bake-definition.ts'
import { type Built, metadataText } from '../build/prepare-build.ts'
import { type Inputs, isMany } from '../inputs/inputs.ts'
import { type FileResult, type ImageResult, isPublished, type Result } from '../model/result.ts'
import type { Intent } from '../model/run-intent.ts'
import type { Plan } from '../plan/plan.ts'
import { planMatrix } from '../plan/plan-matrix.ts'
import type { Published } from '../publish/request.ts'
import type { RunState } from './run-state.ts'

/** What was published or built. `plans` have content keys and identities now. */
export interface Made extends Published {
  readonly plans: readonly Plan[]
}

/** What was done after the build. */
interface DoneAfter {
  readonly files: readonly FileResult[]
  /** The artifact with the build's record. */
  readonly record: string | undefined
  /** The duration of the run in ms. */
  readonly total: number
  /** The platform of images that name none. */
  readonly ownPlatform: string
}

/** The result of what was published or built. */
export function describeRun(
  { inputs, intent, definition }: RunState,
  { images, plans, built }: Made,
  { files, record, total, ownPlatform }: DoneAfter,
): Result {
  const [first] = plans
  const imageId = built?.targets.get(first?.target ?? '')?.imageId
  return {
    intent,
    dryRun: inputs.dryRun,
    pushed: !inputs.dryRun && images.some(isPublished),
    ...(files.length > 0 && { files }),
    ...(isPreview(inputs, intent) && { matrix: planMatrix(inputs, definition, plans, ownPlatform) }),
    isMany: isMany(inputs),
    bases: new Map([...definition.targets].map(([name, target]) => [name, [...basesOf(target).values()]])),
    images: images.map((image) => correctOrigin(image, inputs, built)),
    ...(imageId === undefined ? {} : { imageId }),
    ...(built === undefined
      ? {}
      : { metadata: metadataText(built.metadata, isMany(inputs) ? undefined : singleTarget) }),
    ...(record !== undefined && { record }),
    ...(built?.report && { build: built.report }),
    durations: { ...(built && { build: built.duration }), total },
  }
}

/** The annotations that the build got, or would get in a dry run. */
export function annotationsOf(
  { inputs, intent, definition: { targets }, trigger }: RunState,
  { plans, built }: Made,
): ReadonlyMap<string, readonly string[]> {
  if (!isPreview(inputs, intent)) return built?.annotations ?? new Map()
  return previewAnnotations({ targets, plans, trigger, inputs: inputs.build })
}

/** Whether a dry run shows a build. */
const isPreview = ({ dryRun, from }: Inputs, { kind }: Intent): boolean =>
  dryRun && from === undefined && kind !== 'nothing'

/** Drops the origin of images whose build was skipped, and adds the one of images that were built. */
function correctOrigin(image: ImageResult, inputs: Inputs, built: Built | undefined): ImageResult {
  const { origin, ...rest } = image
  const isBuilt = built?.targets.has(image.target) === true
  const { dryRun } = inputs
  if (origin?.how === 'built' && !isBuilt && !dryRun) return rest
  return origin === undefined && isBuilt && isMany(inputs) ? { ...image, origin: { how: 'built' } } : image
}
