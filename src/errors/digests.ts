import type { Problem } from '../model/tagboat-error.ts'

/** `manual` lists what input from takes instead, one line for each platform. */
export function digestsUnavailable(why: string, manual: string): Problem {
  return {
    code: 'digests-unavailable',
    what: `Input from: 'digests' reads artifacts of this run, and ${why}.`,
    fix: `Give each platform a job of its own with an output for its digest, and write from: ${manual}. docs/platforms.md has the whole workflow.`,
  }
}

export function digestsService(doing: string, original: string): Problem {
  return {
    code: 'digests-service',
    what: `The artifact service could not ${doing}.`,
    fix: 'Run the failed jobs again. If it keeps failing, name the digests in input from, as docs/platforms.md shows.',
    original,
  }
}

/** `found` describes what the legs did hand over, in words. */
export function digestsMissing(images: string, missing: readonly string[], found: string): Problem {
  return {
    code: 'digests-missing',
    what: `Input from: no job of this run handed over a digest of ${images} for ${missing.join(', ')}; ${found}.`,
    fix: 'Check that needs names the job of each such platform, and that it ran with push: digest and this name in images; its log may have a warning. Or leave the platform out of input platforms.',
  }
}

/** Each of `legs` describes one digest. */
export function digestsConflict(platform: string, images: string, legs: readonly string[]): Problem {
  return {
    code: 'digests-conflict',
    what: `Input from: several jobs of this run handed over different digests of ${images} for ${platform}: ${legs.join('; ')}.`,
    fix: 'Give each variant a name of its own in images, or set target or file here to select the jobs with that value. Variants that differ in build arguments alone need names or tags of their own: docs/platforms.md shows both.',
  }
}

export function digestsForeign(text: string, found: string, ours: string): Problem {
  return {
    code: 'digests-foreign',
    what: `Input from: '${text}' ${found}, and this run publishes ${ours}.`,
    fix: 'Check out the same commit in this job as in the jobs that build, and leave the labels source and revision as they are. To publish another image, name it in input from.',
  }
}
