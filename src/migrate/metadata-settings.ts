import { compileLoose } from '../tags/loose-text.ts'
import { type Draft, markHandled, planRest, readInSetting } from './conversion.ts'
import { type Entry, isOutput, keepEntry, linesOf, makeList, outputPattern, splitList } from './entries.ts'
import { describeStep, inputOf, type Job, type Step, stepSetting } from './step.ts'

/** The rules of docker/metadata-action without input `tags` (its README, "tags input"). */
export const fourRules = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr']

/** Inputs of docker/metadata-action that have no counterpart and need none. */
const droppedInputs = ['context', 'sep-tags', 'sep-labels', 'sep-annotations', 'bake-target']
const keptInputs = ['images', 'tags', 'flavor', 'labels', 'annotations', 'github-token']

/** Why the inputs of a metadata step cannot become inputs of a Tagboat step. */
export function metadataProblem(metadata: Step): string | undefined {
  const name = describeStep(metadata)
  if (metadata.fixed !== undefined)
    return `The metadata ${name} ${metadata.fixed}. Write it out, then run this again.`
  if (metadata.keys.includes('continue-on-error'))
    return `The metadata ${name} has continue-on-error, which a Tagboat step cannot have for its tags alone. Remove it, then run this again.`
  const unknown = metadata.settings.find((one) => ![...keptInputs, ...droppedInputs].includes(one.name))
  if (unknown !== undefined)
    return `The metadata ${name} has the input ${unknown.name}, which docker/metadata-action does not have. Remove it, then run this again.`
  if (inputOf(metadata, 'images') === '')
    return `The metadata ${name} has no images, so its tags have no name. Write images there, then run this again.`
  return undefined
}

/** The condition of a step without `${{ }}` and spaces, for comparisons. */
export const plainCondition = ({ condition }: Step): string =>
  (condition ?? '').replace(/^\s*\$\{\{|\}\}\s*$/g, '').replace(/\s+/g, '')

/** Whether a metadata step runs whenever the build does. */
export const runsWith = (metadata: Step, build: Step): boolean =>
  metadata.condition === undefined || plainCondition(metadata) === plainCondition(build)

/** The entries for names and tags of a metadata step. */
export function nameEntries(metadata: Step): readonly Entry[] {
  const [images, tags, flavor] = ['images', 'tags', 'flavor'].map((name) => stepSetting(metadata, name))
  return [
    ...(images === undefined ? [] : [keepEntry(images)]),
    tags === undefined || tags.value.trim() === '' ? makeList('tags', fourRules) : keepEntry(tags),
    ...(flavor === undefined ? [] : [keepEntry(flavor)]),
  ]
}

/** Converts `tags` of a build step. `env` has literal variables. The result is the metadata step whose rules give the tags. */
export function convertTags(draft: Draft, env: Job['env']): Step | undefined {
  const { step, entries } = draft
  const lines = splitList(inputOf(step, 'tags'))
  const source = draft.metadata.find(
    (one) => lines.some((line) => isOutput(line, one.id, 'tags')) && canAbsorb(draft, one),
  )
  if (source === undefined) {
    convertReferences(draft, lines, env)
    return undefined
  }
  const others = lines.filter((line) => !isOutput(line, source.id, 'tags'))
  const images = splitList(inputOf(source, 'images'))
  if (others.some((line) => !images.some((image) => line.startsWith(`${image}:`)))) {
    convertReferences(draft, lines, env)
    return undefined
  }
  markHandled(draft, 'tags', source, ['tags'])
  planRest(draft, 'tags')
  draft.absorbed.add(source)
  const named = nameEntries(source)
  if (others.length === 0) entries.push(...named)
  else {
    const rules = linesOf(inputOf(source, 'tags'))
    const all = makeList('tags', [...(rules.length === 0 ? fourRules : rules), ...others])
    entries.push(...named.map((entry) => (entry.name === 'tags' ? all : entry)))
  }
  return source
}

function canAbsorb(draft: Draft, metadata: Step): boolean {
  if (!runsWith(metadata, draft.step)) return false
  const problem = metadataProblem(metadata)
  if (problem === undefined) return true
  draft.problems.push(problem)
  return false
}

/** Full references: one on a line, each with a tag. */
function convertReferences(draft: Draft, lines: readonly string[], env: Job['env']): void {
  if (lines.length === 0) return
  planRest(draft, 'tags')
  // A name without a tag means latest in docker build; here it is an error.
  const complete = lines.map((line) => (/\$\{\{|:[^/]*$|@/.test(line) ? line : `${line}:latest`))
  const written = stepSetting(draft.step, 'tags')
  const isSame = written !== undefined && linesOf(written.value).join('\n') === complete.join('\n')
  // Empty input tags means the default tags. A rule that gives no tag makes that a run without tags, as before.
  const isKnown = (line: string) =>
    (env.get(/^\$\{\{\s*env\.([\w-]+)\s*\}\}$/.exec(line)?.[1] ?? '') ?? '') !== ''
  const mayPush = !['', 'false'].includes(inputOf(draft.step, 'push'))
  const mayBeEmpty =
    mayPush && complete.every((line) => line.replace(expression, '') === '' && !isKnown(line))
  if (mayBeEmpty)
    draft.notes.push(`The line "${noTag}" keeps the default tags away if the expressions are empty.`)
  if (isSame && !mayBeEmpty) draft.entries.push(keepEntry(written))
  else draft.entries.push(makeList('tags', [...complete, ...(mayBeEmpty ? [noTag] : [])]))
}

/** A rule that never gives a tag. */
const noTag = 'type=raw,value=none,enable=false'

const expression = /\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}/g

/** Converts `labels` or `annotations`, which may contain the output of a metadata step. `source` gives the tags. */
export function convertList(draft: Draft, name: 'labels' | 'annotations', source: Step | undefined): void {
  const { step, entries } = draft
  const written = stepSetting(step, name)
  if (written === undefined) return
  const from = readInSetting(draft, name).find((one) =>
    linesOf(written.value).some((line) => isOutput(line, one.id, name)),
  )
  const lines = linesOf(written.value).filter((line) => !isOutput(line, from?.id, name))
  if (from !== undefined && from !== source && !canAbsorb(draft, from)) {
    planRest(draft, name)
    entries.push(keepEntry(written))
    return
  }
  const own = from && stepSetting(from, name)
  if (from !== undefined) {
    markHandled(draft, name, from, [name])
    draft.absorbed.add(from)
  }
  if (lines.length === 0) {
    if (own !== undefined) entries.push(keepEntry(own))
    return
  }
  const kept =
    from === undefined ? keepEntry(written) : makeList(name, [...linesOf(own?.value ?? ''), ...lines])
  entries.push(insertVersion(draft, name, from === undefined ? escapeTemplates(kept) : kept, source))
  planRest(draft, name)
}

/** An expression in double braces that GitHub does not read. */
const ownBraces = /(?<!\$)\{\{[^{}]*\}\}/g

/** Escapes texts that are expressions here and plain text there, like `{{version}}`. */
export function escapeTemplates({ name, lines }: Entry): Entry {
  const isOurs = (text: string) =>
    compileLoose(text, { input: 'build-args', line: text }).parts.some((part) => typeof part !== 'string')
  const shield = (line: string) => line.replace(ownBraces, (text) => (isOurs(text) ? `\\${text}` : text))
  return { name, lines: lines.map(shield) }
}

/** Replaces the output `version` of the metadata step that gives the tags by `{{version}}`, which is the same. */
export function insertVersion(draft: Draft, setting: string, entry: Entry, source: Step | undefined): Entry {
  if (source?.id === undefined) return entry
  const pattern = outputPattern(source.id, 'version')
  const text = entry.lines.join('\n')
  const count = [...text.matchAll(pattern)].length
  const uses = draft.step.stepUses.filter((use) => use.setting === setting && use.output === 'version')
  if (count === 0 || count !== uses.length) return entry
  markHandled(draft, setting, source, ['version'])
  return { name: entry.name, lines: text.replace(pattern, '{{version}}').split('\n') }
}
