import { describeWhere, nameInTags } from '../errors/tags.ts'
import type { Inputs } from '../inputs/inputs.ts'
import { isSame, parseRepository, type Repository } from '../model/reference.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Rule } from '../tags/rule.ts'
import { slug } from '../tags/slug.ts'

/** What is wrong with lines of input tags, and what could be. */
export interface NamesInTags {
  readonly problems: readonly Problem[]
  readonly warnings: readonly string[]
}

/**
 * Image names without a tag in input tags. docker/build-push-action takes `acme/app` for `acme/app:latest`; here it would
 * become the tag `acme-app` of another image. A line that begins with a registry, or is one of the image's names, is a
 * problem; `acme/app` without input images may be a branch, and is a warning. `type=raw,value=` and the ref's own name are tags. Pure.
 */
export function findNamesInTags(trigger: Trigger, inputs: Pick<Inputs, 'images' | 'rules'>): NamesInTags {
  const problems: Problem[] = []
  const warnings: string[] = []
  const images = inputs.images.flatMap(({ name }) => parse(name.text) ?? [])
  for (const rule of inputs.rules.rules) {
    const text = bareValue(rule)
    if (text === undefined || isOfRef(text, trigger)) continue
    const repository = parse(text)
    if (repository === undefined) continue
    if (startsWithRegistry.test(text) || images.some((image) => isSame(image, repository))) {
      problems.push(nameInTags(rule.where, text, slug(text)))
    } else if (inputs.images.length === 0 && text === repository.name) {
      warnings.push(
        `${describeWhere(rule.where)}: it gives the tag '${slug(text)}'. If it is the name of an image, write '${text}:latest'; if it is meant so, write 'type=raw,value=${text}'.`,
      )
    }
  }
  return { problems, warnings }
}

/** Branches like `v1.2/fix` begin with no registry. */
const startsWithRegistry = /^(?:localhost|[a-z0-9.-]+\.[a-z]{2,})\//i

/** The value of a line that has no `type=`, where it has a slash and nothing is filled in. */
function bareValue(rule: Rule): string | undefined {
  if (rule.type !== 'raw' || rule.name !== undefined) return undefined
  const { text } = rule.value
  const isBare = rule.where.line.trimStart().startsWith(text)
  return isBare && text.includes('/') && !text.includes('{{') ? text : undefined
}

/** GitHub has filled in the name of the branch, or of the pull request: `7/merge`. */
function isOfRef(text: string, { ref, pullRequest, baseRef }: Trigger): boolean {
  const names = [ref.kind === 'pull' ? `${ref.number}/merge` : ref.name, pullRequest?.headRef, baseRef]
  return names.some((name) => name === text || `refs/pull/${name}` === text || `refs/heads/${name}` === text)
}

/** Undefined for what is no image name. */
function parse(text: string): Repository | undefined {
  try {
    return parseRepository(text)
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    return undefined
  }
}
