import { type BakeDefinition, recordOf } from '../bake/bake-target.ts'
import { readArgs } from '../inputs/build-inputs.ts'
import { buildsOf } from '../inputs/builds.ts'
import type { Inputs } from '../inputs/inputs.ts'
import type { Trigger } from '../model/trigger.ts'
import { emptyVersion, imageValues, type Plan } from '../plan/plan.ts'
import { optionsFor } from '../plan/target-rules.ts'
import { timesOf } from '../tags/expressions.ts'
import { compileLoose, type LooseText, renderLoose } from '../tags/loose-text.ts'

/** A definition with the expressions in its build arguments replaced. */
interface Filled {
  readonly definition: BakeDefinition
  readonly warnings: readonly string[]
  /** Values of the expressions, as lines for the log. */
  readonly messages: readonly string[]
}

/**
 * Replaces the expressions in input build-args, once the tags are known. Runs, dry runs and the content keys of only-changed all use
 * this definition. Bake files are read before the tags are known, so that nothing in them is replaced. Pure.
 */
export function fillArgs(
  trigger: Trigger,
  inputs: Inputs,
  definition: BakeDefinition,
  plans: readonly Plan[],
): Filled {
  if (inputs.bake !== undefined) return { definition, warnings: describeBake(inputs.bake), messages: [] }
  const builds = buildsOf(inputs).map(({ name, build }) => ({ name, args: readArgs(build.buildArgs) }))
  const all = builds.flatMap(({ args }) => args)
  const doubts = all.flatMap(({ key, text }) => describeDoubt(key, text))
  const warnings = [...new Set(doubts)]
  if (all.every(({ text: { parts } }) => parts.length === 1 && typeof parts[0] === 'string')) {
    return { definition, warnings, messages: [] }
  }
  const targets = new Map(definition.targets)
  const messages = new Set<string>()
  for (const { name, args } of builds) {
    const plan = plans.find(({ target }) => target === name)
    const target = targets.get(name)
    if (target === undefined) continue
    // An item that is only a dependency may have no tags.
    const version = plan?.version ?? plans[0]?.version ?? ''
    const values = imageValues(trigger, optionsFor(inputs, name), version)
    const filled = args.map(({ key, text }) => [key, renderLoose(text, values, timesOf(trigger))] as const)
    targets.set(name, { ...target, args: { ...recordOf(target, 'args'), ...Object.fromEntries(filled) } })
    const used = new Set(args.flatMap(({ text }) => [...text.uses]))
    for (const each of used) messages.add(`In build-args {{${each}}} is '${String(values[each])}'.`)
  }
  const isVersionless = plans.some(({ version, intent }) => version === '' && intent.kind !== 'nothing')
  const needsVersion = all.some(({ text }) => text.uses.has('version'))
  const empty = isVersionless && needsVersion ? [emptyVersion('build-args')] : []
  return {
    definition: { ...definition, targets },
    warnings: [...warnings, ...empty],
    messages: [...messages],
  }
}

const describeDoubt = (key: string, { doubtful }: LooseText): readonly string[] =>
  doubtful.map(({ text, meant }) => {
    const fix = meant === undefined ? 'build-args has no such expression' : `write ${meant} if you mean that`
    return `Input build-args: ${text} in ${key} is passed to the Dockerfile unchanged; ${fix}.`
  })

function describeBake({ set, vars }: NonNullable<Inputs['bake']>): readonly string[] {
  const items = [
    ...set.map((line) => ['set', line] as const),
    ...vars.map(({ key, value }) => ['vars', `${key}=${value}`] as const),
  ]
  return items.flatMap(([input, line]) => {
    const { parts } = compileLoose(line, { input: 'build-args', line: '' })
    const first = parts.find((part) => typeof part !== 'string')
    if (first === undefined || typeof first === 'string') return []
    const key = line.replace(/=.*$/s, '')
    return [
      `Input ${input}: ${first.text} in ${key} is passed on unchanged, because bake files are read before the tags are known. Use an output of an earlier step with dry-run: true.`,
    ]
  })
}
