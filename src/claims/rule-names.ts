import { type BakeDefinition, singleTarget } from '../bake/bake-target.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { PlannedTag } from '../model/planned-tag.ts'
import { keyOf, type Repository } from '../model/reference.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { asPush, type PullRequest, type Trigger } from '../model/trigger.ts'
import { planStep } from '../plan/plan-step.ts'
import { tagReferencesOf } from '../plan/tag-references.ts'
import { nameOthers } from '../plan/target-rules.ts'
import { probeNumber } from './name-forms.ts'

/** A tag that the rules give a ref, in one repository. */
export interface NamedTag {
  readonly repository: Repository
  readonly tag: PlannedTag
}

/** The commits of an image, if they are known: names may contain them. */
export interface NamedCommit {
  readonly revision?: string | undefined
  readonly head?: string | undefined
}

/** The tags that the same rules give other refs. Throws a TagboatError if the names of a ref are invalid. */
export interface RuleNames {
  /** For a push to a branch, and for a pull request from it. */
  forBranch(branch: string, commit?: NamedCommit): readonly NamedTag[]
  forPull(pull: PullRequest, commit?: NamedCommit): readonly NamedTag[]
  forGitTag(name: string, commit?: NamedCommit): readonly NamedTag[]
  /** Every name that a branch may have given, even by a rule that is off in this run: for protection. */
  namesForBranch(branch: string, repository: Repository, commit: NamedCommit): ReadonlySet<string>
  /** For a scheduled run, which is on the default branch. */
  forSchedule(): readonly NamedTag[]
  /** The names that the same rules give at another time. */
  atTime(times: NamedTimes): RuleNames
}

/** The times of `{{date}}` and `{{commit_date}}`: ISO 8601, or `anyTime`. */
export type NamedTimes = Pick<Trigger, 'time' | 'commitTime'>

/** No commit has this id, so a name with a commit in it matches no tag by chance. */
const noCommit = '0'.repeat(40)
/** The number of a pull request that is not known. */
const noNumber = 0

export function createRuleNames(trigger: Trigger, inputs: Inputs, definition: BakeDefinition): RuleNames {
  // Without a push nothing is refused that only a push would be.
  const named = { ...inputs, push: false } as const
  const namesOf = (other: Trigger): readonly NamedTag[] =>
    planStep(other, named, definition).flatMap((plan) =>
      tagReferencesOf(plan).map(({ repository, tag }) => ({ repository, tag })),
    )
  // A runner's own facts of this run are not those of the other ref.
  const at = ({ revision }: NamedCommit): Trigger => {
    const {
      push: _push,
      baseRef: _base,
      action: _action,
      pullRequest: _pull,
      isDirty: _dirty,
      ...rest
    } = trigger
    return { ...rest, sha: revision ?? noCommit, revision: revision ?? noCommit }
  }
  const forPull = (pull: PullRequest, commit: NamedCommit = {}): readonly NamedTag[] =>
    namesOf({
      ...at(commit),
      event: 'pull_request',
      cause: { kind: 'pull-request', variant: 'ordinary', isClosed: false },
      ref: { kind: 'pull', number: pull.number },
      pullRequest: { ...pull, headSha: commit.head || pull.headSha || noCommit },
    })
  const others = nameOthers(at({}), named)
  const targets = isNamed(inputs) ? definition.chosen : [singleTarget]
  return {
    forPull,
    forBranch: (branch, commit = {}) => {
      const pull = { number: noNumber, headRef: branch, headSha: '', baseRef: '', fork: false }
      // A name can be invalid for a pull request alone, like app-{{branch}}.
      const ofPull = tryNames(() => forPull(pull, commit)).filter(({ tag }) => tag.follows.kind !== 'pull')
      return distinct([...namesOf(asPush(at(commit), { kind: 'branch', name: branch })), ...ofPull])
    },
    forSchedule: () => {
      const name = trigger.defaultBranch ?? 'main'
      return namesOf({
        ...at({}),
        event: 'schedule',
        cause: { kind: 'schedule' },
        ref: { kind: 'branch', name },
      })
    },
    atTime: (times) => createRuleNames({ ...trigger, ...times }, inputs, definition),
    forGitTag: (name, commit = {}) => namesOf(asPush(at(commit), { kind: 'tag', name })),
    namesForBranch: (branch, repository, { revision, head }) => {
      const image = { ...(revision && { revision }), ...(head && { head }) }
      const names = targets.map((target) => others.namesForBranch(branch, target, image, repository))
      return new Set(names.flatMap((each) => [...each]))
    },
  }
}

const isNamed = ({ bake, builds }: Inputs): boolean => bake !== undefined || builds !== undefined

function distinct(tags: readonly NamedTag[]): readonly NamedTag[] {
  return [...new Map(tags.map((one) => [`${keyOf(one.repository)}:${one.tag.name}`, one])).values()]
}

/** A branch that does not exist. */
const otherBranch = 'b4k8wy2other'

/** The names of a branch that is gone. A name that another branch gets, too, counts as one that the workflow contains. */
export const nameGoneBranch = (names: RuleNames, branch: string, commit?: NamedCommit) =>
  withoutShared(names.forBranch(branch, commit), () => names.forBranch(otherBranch, commit))

/** As `nameGoneBranch`: `{{base_ref}}` is the same in every pull request into a branch. */
export const nameGonePull = (names: RuleNames, pull: PullRequest, commit?: NamedCommit) =>
  withoutShared(names.forPull(pull, commit), () =>
    names.forPull({ ...pull, number: probeNumber, headRef: otherBranch }, commit),
  )

function withoutShared(own: readonly NamedTag[], nameOther: () => readonly NamedTag[]): readonly NamedTag[] {
  const isDoubtful = ({ tag }: NamedTag) => tag.follows.kind === 'run' && tag.fromRef !== undefined
  if (!own.some(isDoubtful)) return own
  const keyOfTag = ({ repository, tag }: NamedTag) => `${keyOf(repository)}:${tag.name}`
  const shared = new Set(tryNames(nameOther).map(keyOfTag))
  return own.map((one) => {
    if (!isDoubtful(one) || !shared.has(keyOfTag(one))) return one
    const { fromRef: _, ...tag } = one.tag
    return { ...one, tag }
  })
}

/** Names that may be invalid for a ref, which then has none. */
export function tryNames(work: () => readonly NamedTag[]): readonly NamedTag[] {
  try {
    return work()
  } catch (error) {
    if (error instanceof TagboatError) return []
    throw error
  }
}
