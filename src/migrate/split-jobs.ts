import { scalarText } from '../inputs/yaml-list.ts'
import { yaml } from '../libraries.ts'
import { convertDigestBuild, type DigestBuild, digestStepsOf, findDigestBuild } from './digest-build.ts'
import { convertMerge, findMerge, type Merge } from './digest-merge.ts'
import { finishPlan, type JobPlan, unchanged } from './finish-plan.ts'
import { findMatrixPlatforms } from './matrix-platforms.ts'
import { planSetup } from './setup-steps.ts'
import type { Edit, Job } from './step.ts'
import { columnOf, keyStart } from './write-step.ts'

/** A job that builds each platform by digest, and the job that merges them. */
export interface SplitJobs {
  readonly build: Job
  readonly digest: DigestBuild
  readonly merge: Job
  readonly found: Merge
}

/** Finds the job that merges the digests of a build job. A text is the reason why a job with digests has none that can be migrated. */
export function findSplit(jobs: readonly Job[], build: Job): SplitJobs | string | undefined {
  const digest = findDigestBuild(build)
  if (digest === undefined) return undefined
  if (typeof digest === 'string') return digest
  const followers = jobs.filter((job) => needsOf(job).includes(build.name))
  const merges = followers.flatMap((merge) => {
    const found = findMerge(merge)
    return found === undefined ? [] : [{ merge, found }]
  })
  const [only] = merges
  if (only === undefined || merges.length > 1) {
    return `The job pushes by digest, and ${merges.length === 0 ? 'no job' : 'more than one job'} that needs it merges the digests with docker buildx imagetools create. docs/platforms.md shows the jobs to write.`
  }
  const builders = needsOf(only.merge).filter((name) => {
    const job = jobs.find((one) => one.name === name)
    return job !== undefined && findDigestBuild(job) !== undefined
  })
  if (builders.length > 1) {
    return `The job ${only.merge.name} merges the digests of several jobs (${builders.join(', ')}). docs/platforms.md shows how to write variants.`
  }
  if (typeof only.found === 'string') return only.found
  return { build, digest, merge: only.merge, found: only.found }
}

/** Plans both jobs; if one must stay unchanged, the other stays, too. */
export function planSplit(text: string, split: SplitJobs): readonly [JobPlan, JobPlan] {
  const { build, digest, merge, found } = split
  const platforms = findMatrixPlatforms(build, digest.step)
  if ('why' in platforms) return both(platforms.why)
  const artifacts = digestStepsOf(build, digest.step)
  if ('why' in artifacts) return both(artifacts.why)
  const built = finishPlan(text, build, {
    setup: planSetup(build, [digest.step], digest.image),
    conversions: [convertDigestBuild(build, digest)],
    gone: artifacts.steps,
  })
  const names = found.names(digest.image, merge)
  if (names !== undefined) return both(names)
  const merged = finishPlan(text, merge, {
    setup: planSetup(merge, [found.step], `${digest.image}\n${found.images}`),
    conversions: [convertMerge(found, platforms.list)],
    gone: found.downloads,
  })
  if (built.kind === 'unchanged')
    return [built, unchanged(`The job ${build.name} stays unchanged, and so does its merge.`)]
  if (merged.kind === 'unchanged')
    return [unchanged(`The job ${merge.name} stays unchanged, and so does its build.`), merged]
  const permission = addPermission(text, merge)
  const notes =
    permission.length === 0
      ? []
      : ['The job gets the permission contents: read, which the guards of its tags need.']
  return [
    built,
    { ...merged, edits: [...merged.edits, ...permission], messages: [...merged.messages, ...notes] },
  ]
}

const both = (why: string): readonly [JobPlan, JobPlan] => [unchanged(why), unchanged(why)]

function needsOf({ node }: Job): readonly string[] {
  const needs = node?.get('needs', true)
  if (yaml().isSeq(needs)) return needs.items.flatMap((item) => scalarText(item) ?? [])
  const name = scalarText(needs)
  return name === undefined ? [] : [name]
}

/** The guards of the merge ask the source repository, so it needs `contents: read`. */
function addPermission(text: string, { node }: Job): readonly Edit[] {
  const { isMap } = yaml()
  const permissions = node?.get('permissions', true)
  if (!isMap(permissions) || permissions.flow === true || permissions.has('contents')) return []
  const [first] = permissions.items
  if (first === undefined) return []
  const start = keyStart(first)
  return [{ start, end: start, text: `contents: read\n${' '.repeat(columnOf(text, start))}` }]
}
