import { keyOf, type Repository } from '../model/reference.ts'
import type { Ref } from '../model/trigger.ts'
import { anyTime, type MarkedDate, splitMarked } from '../tags/any-time.ts'
import { createTimeFinder, type PrintedDates } from '../tags/date-search.ts'
import { type LivingRefs, nameLiving } from './living-refs.ts'
import { describeName, isOfPull, type NameForm, probeNumber } from './name-forms.ts'
import { type NamedTag, type RuleNames, tryNames } from './rule-names.ts'

/** The names of a ref by given rules. */
export type NameRef = (names: RuleNames) => readonly NamedTag[]

/** Names with a date: those that the rules gave a ref at another time. */
export interface DatedNames {
  /** The tag as the rules give it to the ref at some time; empty if no such time is found. */
  find(tag: string, nameRef: NameRef): readonly NamedTag[]
  /** The ref that exists, other than `own`, that may have got a name, or may get it. */
  findLiving(tag: string, own: Ref | undefined): string | undefined
}

export interface DatedRequest {
  readonly names: RuleNames
  readonly refs: LivingRefs
  readonly repository: Repository
  /** ISO 8601. */
  readonly now: string
}

/** Names have marks instead of dates then. */
export const always = { time: anyTime, commitTime: anyTime }
/** Times whose names differ in every digit: the patterns of the living refs must match them. */
const probes = ['2019-03-05T06:07:08Z', '2024-12-31T23:59:58Z', '2030-10-17T13:40:20Z']

/**
 * A name counts as the ref's own only if the rules give the ref exactly this name at a time that is found. A living ref protects
 * more: every name that has the form of its names. Where that form is not certain, no name with a date counts as a gone ref's.
 */
export function createDatedNames({ names, refs, repository, now }: DatedRequest): DatedNames {
  const key = keyOf(repository)
  const findTime = createTimeFinder(now)
  /** An event asks about every tag with the same function. */
  const forms = new WeakMap<NameRef, readonly MarkedName[]>()
  const formsOf = (nameRef: NameRef) => {
    const found = forms.get(nameRef) ?? readForms(names, key, nameRef)
    forms.set(nameRef, found)
    return found
  }
  let living: LivingPatterns | undefined
  return {
    find(tag, nameRef) {
      return formsOf(nameRef).flatMap((marked) => {
        const printed = matchName(marked, tag)
        if (printed === undefined) return []
        const timeOf = (helper: string) => findTime(printed.filter(({ date }) => date.helper === helper))
        const [time, commitTime] = [timeOf('date'), timeOf('commit_date')]
        if (time === undefined || commitTime === undefined) return []
        return tryNames(() => nameRef(names.atTime({ time, commitTime }))).filter(
          (one) => keyOf(one.repository) === key && one.tag.name === tag,
        )
      })
    },
    findLiving(tag, own) {
      living ??= readLiving(names, refs, repository)
      if (living.doubt !== undefined) return living.doubt
      const number = own?.kind === 'pull' ? own.number : undefined
      return living.patterns.find(({ form }) => form.pattern.test(tag) && !isOfPull(form, tag, number))?.ref
    },
  }
}

/** A name with dates, and its form. */
interface MarkedName {
  readonly dates: readonly MarkedDate[]
  readonly form: NameForm
}

function readForms(names: RuleNames, key: string, nameRef: NameRef): readonly MarkedName[] {
  return tryNames(() => nameRef(names.atTime(always))).flatMap(({ repository, tag: { name } }) => {
    const dates = splitMarked(name).filter((part): part is MarkedDate => typeof part !== 'string')
    const form = dates.length === 0 || keyOf(repository) !== key ? undefined : describeName(name)
    return form === undefined ? [] : [{ dates, form }]
  })
}

/** The dates of a tag that has the form of a marked name. */
function matchName({ dates, form }: MarkedName, tag: string): PrintedDates | undefined {
  const groups = form.pattern.exec(tag)?.groups
  return groups && dates.map((date, at) => ({ date, text: groups[`date${at}`] ?? '' }))
}

interface LivingPatterns {
  readonly patterns: readonly { readonly ref: string; readonly form: NameForm }[]
  /** Set if the names of this ref do not have a certain form. */
  readonly doubt?: string
}

function readLiving(names: RuleNames, refs: LivingRefs, repository: Repository): LivingPatterns {
  const forms = [...nameAll(names.atTime(always), refs, repository)].map(([name, ref]) => ({
    ref,
    form: describeName(name),
  }))
  const patterns = forms.flatMap(({ ref, form }) => (form === undefined ? [] : [{ ref, form }]))
  const unclear = forms.find(({ form }) => form === undefined)?.ref
  // A rule may make something else of a date than of the mark of one.
  const unmatched = probes
    .flatMap((time) => [...nameAll(names.atTime({ time, commitTime: time }), refs, repository)])
    .find(([name]) => !patterns.some(({ form }) => form.pattern.test(name)))?.[1]
  const doubt = unclear ?? unmatched
  return { patterns, ...(doubt !== undefined && { doubt }) }
}

/** The names of everything that exists, and of pull requests that may be open. */
function nameAll(names: RuleNames, refs: LivingRefs, repository: Repository): ReadonlyMap<string, string> {
  const found = new Map(nameLiving(names, refs, repository))
  for (const branch of refs.branches.keys()) {
    const pull = { number: probeNumber, headRef: branch, headSha: '', baseRef: branch, fork: false }
    for (const { repository: other, tag } of tryNames(() => names.forPull(pull))) {
      if (keyOf(other) === keyOf(repository) && !found.has(tag.name))
        found.set(tag.name, 'a pull request that may be open')
    }
  }
  return found
}
