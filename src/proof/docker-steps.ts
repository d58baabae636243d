import { stringAt } from '../json.ts'
import { findTagColon, isTag } from '../model/reference.ts'
import type { Env } from '../ports/ports.ts'
import { toJson } from '../workflow-expressions/workflow-values.ts'
import { type Filler, StepFailure, UnreadTags } from './fill-text.ts'
import { MetadataFailure } from './metadata-rules.ts'
import { metadataTags } from './metadata-tags.ts'
import type { MetadataRun } from './metadata-templates.ts'
import type { Publication } from './publication.ts'
import type { SampleEvent } from './sample-event.ts'

/** The inputs of a step, with expressions. Names in lower case. */
export type StepInputs = Readonly<Record<string, string>>

export interface MetadataOutputs {
  readonly outputs: Readonly<Record<string, string>>
  /** The tags, for a script that publishes them. */
  readonly tags: readonly string[]
}

/** The outputs of docker/metadata-action. Throws a StepFailure where the action fails. */
export function runMetadataAction(
  step: { readonly uses: string; readonly inputs: StepInputs },
  filler: Filler,
  env: Env,
  event: SampleEvent,
): MetadataOutputs {
  const { inputs } = step
  const major = Number(/@v(\d+)/.exec(step.uses)?.[1] ?? Number.NaN)
  const given = {
    images: filler.fill(inputs.images ?? '', 'images'),
    tags: filler.fill(inputs.tags ?? '', 'rules'),
    flavor: filler.fill(inputs.flavor ?? '', 'text'),
    // A commit id does not name the version; where a comment would make a difference, only one of them works.
    cutsComments: !(major >= 6),
  }
  try {
    const { tags, tagNames, version } = metadataTags(given, describeMetadataRun(event, env))
    const separator = inputs['sep-tags'] || '\n'
    const joined = { tags: tags.join(separator), 'tag-names': tagNames.join(separator) }
    return { tags, outputs: { ...joined, version, json: JSON.stringify({ tags, 'tag-names': tagNames }) } }
  } catch (error) {
    if (error instanceof MetadataFailure)
      throw new StepFailure(`docker/metadata-action fails: ${error.message}`)
    throw error
  }
}

/** A run as docker/metadata-action sees it. On `pull_request_target` its ref is the pull request's (`src/context.ts`). */
function describeMetadataRun({ github, trigger }: SampleEvent, env: Env): MetadataRun {
  const { pullRequest, event } = trigger
  const isHead = /^true$/i.test(env.DOCKER_METADATA_PR_HEAD_SHA ?? '') && event.startsWith('pull_request')
  const given = toJson(github)
  const ref = stringAt(given, 'ref') ?? ''
  const head = pullRequest?.headSha
  return {
    eventName: event,
    ref: event === 'pull_request_target' ? `refs/pull/${pullRequest?.number ?? ''}/merge` : ref,
    sha: isHead && head !== undefined ? head : trigger.sha,
    payload: toJson(github.known.event ?? null),
    date: trigger.time,
    commitDate: trigger.commitTime,
    shortShaLength: Number(env.DOCKER_METADATA_SHORT_SHA_LENGTH || 7),
  }
}

/** Why a push without tags fails. */
export const withoutTag = 'it pushes without a tag, which buildx refuses'

/** What docker/build-push-action does. Throws a StepFailure for references that buildx refuses. */
export function runBuildPushAction(inputs: StepInputs, filler: Filler): Publication {
  const references = splitReferences(filler.fill(inputs.tags ?? '', 'references'))
  const outputs = filler.fill(inputs.outputs ?? '', 'text')
  const isPush = filler.fill(inputs.push ?? '', 'flag').trim() === 'true'
  if (/(?:^|,)push-by-digest=true/m.test(outputs)) {
    return {
      references: [],
      kind: isPush || /(?:^|,)push=true|type=registry/m.test(outputs) ? 'digest' : 'build',
    }
  }
  checkReferences(references)
  if (!isPush && !/type=registry|type=image,(?:.*,)?push=true/.test(outputs))
    return { references, kind: 'build' }
  const named = /(?:^|,)"?name=([^",\n]+)/m.exec(outputs)?.[1]
  const all = references.length === 0 && named !== undefined ? [named] : references
  if (all.length === 0) throw new StepFailure(withoutTag)
  return { references: all, kind: 'push' }
}

/** One reference a line or between commas. */
export const splitReferences = (text: string): readonly string[] =>
  text
    .split(/[\n,]/)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** Buildx refuses tags that are not valid, and names with capitals. */
function checkReferences(references: readonly string[]): void {
  for (const reference of references) {
    // The first colon after the registry, so that a tag with a slash is found too.
    const colon = findTagColon(reference)
    const name = colon === -1 ? reference : reference.slice(0, colon)
    const tag = colon === -1 ? 'latest' : reference.slice(colon + 1)
    if (!isTag(tag)) throw new StepFailure(`buildx refuses '${reference}': '${tag}' is not a valid tag`)
    if (name !== name.toLowerCase())
      throw new StepFailure(`buildx refuses '${reference}': the name has capitals`)
  }
}

/**
 * What docker/bake-action does, if a bake file of docker/metadata-action gives its tags; `metadata` has the tags of that step. Throws
 * UnreadTags otherwise.
 */
export function runBakeAction(
  inputs: StepInputs,
  filler: Filler,
  metadata: readonly string[] | undefined,
): Publication {
  const files = inputs.files ?? ''
  const set = filler.fill(inputs.set ?? '', 'text')
  const isPush =
    filler.fill(inputs.push ?? '', 'flag').trim() === 'true' || /\.push=true|type=registry/.test(set)
  const own = [...set.matchAll(/^\s*[^=\s]+\.tags=(.+)$/gm)].map(([, tag = '']) => tag.trim())
  if (own.length > 0) return { references: own, kind: isPush ? 'push' : 'build' }
  if (!/\.outputs\.bake-file/.test(files)) throw new UnreadTags('its tags are in the bake file')
  if (metadata === undefined) throw new UnreadTags('its tags are in a file of another step')
  if (metadata.length === 0) throw new UnreadTags('no rule gives a tag, so its tags are in the bake file')
  checkReferences(metadata)
  return { references: metadata, kind: isPush ? 'push' : 'build' }
}

/**
 * What a script publishes with `docker buildx imagetools create` or `docker push`: the references that it names, and the tags of
 * docker/metadata-action (`metadata`) if it reads them. Undefined for any other script. References in variables of the shell are unknown, and left out.
 */
export function runScript(script: string, metadata: readonly string[]): Publication | undefined {
  const commands = script.replace(/\\\n/g, ' ').split(/\n|&&|;/)
  const create = commands.filter((line) => /\bimagetools\s+create\b/.test(line))
  const tags = create.flatMap((line) => [...line.matchAll(/(?:-t|--tag)[ =]+"?([^\s"$]+)"?(?=\s|$)/g)])
  const pushes = commands.flatMap((line) => [
    ...line.matchAll(/\bdocker\s+push\s+"?([^\s"$-][^\s"$]*)"?\s*$/g),
  ])
  const named = [...tags, ...pushes].flatMap(([, reference = '']) => reference)
  const references = [...named, ...(create.length > 0 ? metadata : [])]
  return references.length === 0 ? undefined : { references, kind: 'push' }
}

/** The outputs of a build that are known in form. */
export const exampleDigest = `sha256:${'0123456789abcdef'.repeat(4)}`
