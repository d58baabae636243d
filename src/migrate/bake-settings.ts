import { describeUnknownInput } from './build-settings.ts'
import {
  type Conversion,
  type Draft,
  finishDraft,
  markHandled,
  planRest,
  startDraft,
  usesInSetting,
} from './conversion.ts'
import { keepEntry, linesOf, makeEntry, makeList, renameEntry, splitList } from './entries.ts'
import { metadataProblem, nameEntries } from './metadata-settings.ts'
import { describeStep, findFixed, inputOf, type Setting, type Step, stepSetting } from './step.ts'

/** Inputs of docker/bake-action that keep their names and values. */
const sameInputs = [
  ...['targets', 'vars', 'push', 'load', 'no-cache', 'pull', 'provenance', 'sbom', 'builder', 'allow'],
  ...['github-token'],
]

/** The outputs of docker/metadata-action that are files for bake, and what each holds. */
const bakeFiles: ReadonlyMap<string, readonly ('tags' | 'labels' | 'annotations')[]> = new Map([
  ['bake-file', ['tags', 'labels']],
  ['bake-file-tags', ['tags']],
  ['bake-file-labels', ['labels']],
  ['bake-file-annotations', ['annotations']],
])

/** What docker/bake-action's steps may keep of others. */
export interface BakeNeeds {
  readonly metadata: readonly Step[]
  readonly removedBuilder: Step | undefined
  readonly hasCheckout: boolean
}

/** Converts a step of docker/bake-action. */
export function convertBake(step: Step, given: BakeNeeds): Conversion {
  const draft = startDraft(step, given.metadata)
  const fixed = findFixed(step)
  if (fixed !== undefined) {
    draft.problems.push(fixed)
    return finishDraft(draft)
  }
  checkSource(draft, given.hasCheckout)
  const files = stepSetting(step, 'files')
  if (files !== undefined) draft.entries.push(...convertFiles(draft, files))
  for (const setting of step.settings) convertSetting(draft, setting, given)
  if (!draft.entries.some(({ name }) => name === 'bake-files')) {
    draft.problems.push(
      `The bake ${describeStep(step)} names no files, and Tagboat takes no file by its name. Write files there, for example "files: docker-bake.hcl", then run this again.`,
    )
  }
  if (!draft.entries.some(({ name }) => name === 'images') && draft.problems.length === 0) {
    draft.problems.push(
      `The tags of the bake ${describeStep(step)} are in its files, and not in a metadata step. docs/many-images.md shows how to write them as rules.`,
    )
  }
  if (!draft.entries.some(({ name }) => name === 'push')) draft.entries.push(makeEntry('push', 'false'))
  return finishDraft(draft)
}

function checkSource(draft: Draft, hasCheckout: boolean): void {
  const source = inputOf(draft.step, 'source')
  if (!['', '.', './', '{{defaultContext}}'].includes(source)) {
    draft.problems.push(
      `The bake ${describeStep(draft.step)} has the source ${source}, which Tagboat cannot read. Check it out with actions/checkout, then run this again.`,
    )
  }
  if (!hasCheckout) {
    draft.problems.push(
      `The job of the bake ${describeStep(draft.step)} has no checkout, and Tagboat reads bake files of the checkout. Add actions/checkout before it, then run this again.`,
    )
  }
}

/** The bake files without those of metadata steps, whose inputs become entries. */
function convertFiles(draft: Draft, files: Setting): readonly { name: string; lines: readonly string[] }[] {
  const lines = splitList(files.value)
  const own = lines.filter((line) => !draft.metadata.some((one) => fileOutputs(draft, one, line).length > 0))
  const named: { name: string; lines: readonly string[] }[] = []
  for (const metadata of draft.metadata) {
    const outputs = lines.flatMap((line) => fileOutputs(draft, metadata, line))
    if (outputs.length > 0) named.push(...absorb(draft, metadata, outputs))
  }
  planRest(draft, 'files')
  if (own.length === 0) return named
  const isSame = own.length === lines.length && linesOf(files.value).join() === own.join()
  return [isSame ? renameEntry(files, 'bake-files') : makeList('bake-files', own), ...named]
}

/** The outputs of a metadata step that a line of `files` is made of. */
function fileOutputs(draft: Draft, metadata: Step, line: string): readonly string[] {
  if (metadata.id === undefined) return []
  const pattern = new RegExp(
    String.raw`^(?:cwd:\/\/)?\$\{\{\s*steps\s*\.\s*${metadata.id}\s*\.\s*outputs\s*\.\s*(bake-file(?:-tags|-labels|-annotations)?)\s*\}\}$`,
    'i',
  )
  const [, output] = pattern.exec(line) ?? []
  return output !== undefined && usesInSetting(draft, 'files', metadata).length > 0
    ? [output.toLowerCase()]
    : []
}

function absorb(draft: Draft, metadata: Step, outputs: readonly string[]) {
  const problem = metadataProblem(metadata)
  if (problem !== undefined) draft.problems.push(problem)
  if (metadata.condition !== undefined) {
    draft.problems.push(
      `The metadata ${describeStep(metadata)} has an if, so that the bake step has other tags where it does not run. Move the condition to the rules (enable=), then run this again.`,
    )
  }
  markHandled(draft, 'files', metadata, outputs)
  draft.absorbed.add(metadata)
  const parts = new Set(outputs.flatMap((output) => bakeFiles.get(output) ?? []))
  const others = (['labels', 'annotations'] as const).filter((part) => parts.has(part))
  const kept = others.flatMap((part) => stepSetting(metadata, part) ?? []).map(keepEntry)
  draft.notes.push(
    `If the bake step builds several targets, write {{target}} into images or flavor, so that each has a name of its own (docs/many-images.md).`,
  )
  return [...(parts.has('tags') ? nameEntries(metadata) : []), ...kept]
}

function convertSetting(draft: Draft, setting: Setting, given: BakeNeeds): void {
  const { name } = setting
  if (['files', 'source', 'workdir'].includes(name)) {
    if (name === 'workdir' && !['', '.', './'].includes(setting.value.trim())) {
      draft.problems.push(
        `The bake ${describeStep(draft.step)} has a workdir. Write the paths of files from the root of the checkout, remove it, then run this again.`,
      )
    }
    return
  }
  if (name === 'set') {
    convertSet(draft, setting)
    return
  }
  if (!sameInputs.includes(name)) {
    draft.problems.push(describeUnknownInput(draft.step, name))
    return
  }
  const builder = draft.step.stepUses.find((use) => use.setting === 'builder')
  if (name === 'builder' && given.removedBuilder !== undefined && builder !== undefined) {
    draft.handled.add(builder)
    return
  }
  draft.entries.push(keepEntry(setting))
  planRest(draft, name)
}

/** Overrides without those for a push, which are input `push`. */
function convertSet(draft: Draft, setting: Setting): void {
  const lines = linesOf(setting.value)
  const isPush = (line: string) => /^\*?[\w-]*\.output=type=registry$/.test(line)
  const refused = lines.find(
    (line) =>
      /^[^=]*\.(?:tags|push|load|call)\b/.test(line) || (/^[^=]*\.output/.test(line) && !isPush(line)),
  )
  if (refused !== undefined) {
    draft.problems.push(
      `The bake ${describeStep(draft.step)} has "${refused}" in set, which Tagboat does not take there. Write tags as rules of a metadata step, and push or load as inputs, then run this again.`,
    )
    return
  }
  const kept = lines.filter((line) => !isPush(line))
  if (kept.length === lines.length) draft.entries.push(keepEntry(setting))
  else if (kept.length > 0) draft.entries.push(makeList('set', kept))
  if (kept.length < lines.length) draft.entries.push(makeEntry('push', 'true'))
  planRest(draft, 'set')
}
