import type { Problem } from '../model/tagboat-error.ts'
import { describeWhere, type Where } from './tags.ts'

/** A raw value with a colon that cannot be a reference. */
export function badReference(where: Where, why: string, fix: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: a value with ':' is a full reference, and ${why}.`,
    fix,
  }
}

/** The name of an image that has no tag; `slug` is the tag that it would become. */
export function nameInTags(where: Where, name: string, slug: string): Problem {
  return {
    code: 'tag-reference',
    what: `${describeWhere(where)}: it is the name of an image without a tag, and would become the tag '${slug}'.`,
    fix: `Write '${name}:latest', or '${name}' in input images. If the tag is meant, write 'type=raw,value=${name}'.`,
  }
}

/** What is wrong with the name of a reference, said of its line. */
export const inReferenceName = (where: Where, problem: Problem): Problem => ({
  ...problem,
  what: `${describeWhere(where)}. ${problem.what}`,
})

/** `names` are those that the step publishes. */
export function foreignReference(reference: string, name: string, names: readonly string[]): Problem {
  const published = names.map((each) => `'${each}'`).join(', ') || 'none for this event'
  return {
    code: 'tag-reference-name',
    what: `Input tags has '${reference}', but '${name}' is not one of the image names of this step: ${published}.`,
    fix: `Add '${name}' to input images, or leave images unset: then the names come from the references in tags.`,
  }
}

/** `tags` are for every name of the image, and no reference is there to give one. */
export function tagsWithoutName(tags: readonly string[]): Problem {
  return {
    code: 'tag-reference-name',
    what: `The names of the image come from the references in input tags, all of which are off for this event, and ${tags.map((tag) => `'${tag}'`).join(', ')} would have no name.`,
    fix: 'Set input images, for example to ghcr.io/acme/app.',
  }
}
