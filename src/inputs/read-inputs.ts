import type { Overwrite } from '../decide/decide-tag.ts'
import { badInput, conflictingInputs } from '../errors/inputs.ts'
import { parseRepository } from '../model/reference.ts'
import { type Problem, TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import type { Env } from '../ports/ports.ts'
import { compileRules, type TagRules } from '../tags/compile-rules.ts'
import { type ExpressionOptions, expressionValues, imageExpressions, timesOf } from '../tags/expressions.ts'
import { type ImageLine, parseImages } from '../tags/image-lines.ts'
import { compileTemplate, type Template } from '../tags/templates.ts'
import { readBakeInputs } from './bake-inputs.ts'
import { readBuildInputs } from './build-inputs.ts'
import { readBuilder } from './builder-inputs.ts'
import { readBuilds } from './builds.ts'
import { readBuildxInputs } from './buildx-inputs.ts'
import { readCache } from './cache-inputs.ts'
import { readCacheMounts } from './cache-mount-inputs.ts'
import { checkMisread, checkRepeated } from './check-lists.ts'
import { readEmulation } from './emulation-inputs.ts'
import { expandReference } from './from-image.ts'
import { readFrom } from './from-input.ts'
import type { Inputs, Mark, Push } from './inputs.ts'
import { readCredentials } from './login-inputs.ts'
import { readMetadataSettings } from './metadata-env.ts'
import { createReader, type InputReader, parseBoolean, type RawInputs } from './reader.ts'
import { readRecordInputs } from './record-inputs.ts'
import { readRunners } from './runners-input.ts'
import { findSourceNames } from './source-expressions.ts'
import { checkUnknownInputs } from './unknown-inputs.ts'

export interface InputsContext {
  readonly env: Env
  /** The run gets no secrets (a fork's pull request, Dependabot), so empty passwords are not an error. */
  readonly withoutSecrets: boolean
  /** Whether the run pushes, for this value of input `push`; true by default. Without a push a login may be empty. */
  readonly needsPush?: (push: Push) => boolean
  /** For expressions in input `from`. */
  readonly trigger?: Trigger
  /** The push payload's `base_ref`, for `{{base_ref}}`. */
  readonly baseRef?: string
}

/** Reads all inputs. Throws one TagboatError with all problems. */
export function readInputs(raw: RawInputs, context: InputsContext): Inputs {
  const reader = createReader(raw)
  const metadata = readMetadataSettings(context.env, reader.problems)
  const options = { ...metadata, ...(context.baseRef === undefined ? {} : { baseRef: context.baseRef }) }
  const push = readPush(reader)
  const dryRun = reader.flag('dry-run')
  const needsLogin = !context.withoutSecrets && !dryRun && (context.needsPush?.(push) ?? true)
  checkUnknownInputs(reader, context.env)
  checkMisread(reader)
  checkRepeated(reader)
  const build = readBuildInputs(reader)
  const describedBuilder = readBuilder(reader)
  const inputs: Inputs = {
    images: readImages(reader),
    rules: readRules(reader, options),
    from: readFrom(reader, (text, target) => expandReference(text, renderFor(context, options, target))),
    bake: readBakeInputs(reader),
    builds: readBuilds(reader, build),
    onlyChanged: readOnlyChanged(reader),
    push,
    dryRun,
    runners: readRunners(reader),
    labels: readMarks(reader, 'labels'),
    annotations: readMarks(reader, 'annotations'),
    credentials: readCredentials(reader, !needsLogin, context.env),
    githubToken: reader.text('github-token'),
    exportLogin: reader.flag('export-login'),
    overwrite: readOverwrite(reader),
    forwardOnly: reader.text('forward-only') === '' || reader.flag('forward-only'),
    requireSignedTag: reader.flag('require-signed-tag'),
    trustForkCode: reader.flag('trust-fork-code'),
    metadata,
    build,
    ...(describedBuilder && { describedBuilder }),
    emulation: readEmulation(reader),
    buildx: readBuildxInputs(reader),
    cache: readCache(reader),
    cacheMounts: readCacheMounts(reader),
    engineWait: readEngineWait(reader),
    ...readRecordInputs(reader),
    warnings: reader.warnings,
    notices: reader.notices,
  }
  reader.problems.push(...findSourceNames(inputs))
  throwAll(reader.problems)
  // only-changed compares current base images, so the build must pull them.
  return inputs.onlyChanged ? { ...inputs, build: { ...inputs.build, pull: true } } : inputs
}

/** Renders expressions for one image of the step; leaves the text as it is without a trigger. */
const renderFor =
  ({ trigger }: InputsContext, options: ExpressionOptions, target: string | undefined) =>
  (template: Template): string =>
    trigger === undefined
      ? template.text
      : template.render(
          expressionValues(trigger, { ...options, ...(target && { target }) }),
          timesOf(trigger),
        )

/** Runs a parser, and collects the problems of a TagboatError that it throws. */
function collect<T>(problems: Problem[], parse: () => T): T | undefined {
  try {
    return parse()
  } catch (error) {
    if (!(error instanceof TagboatError)) throw error
    problems.push(...error.problems)
    return undefined
  }
}

/** Checks names without expressions; the others are checked when the trigger is known. */
function readImages(reader: InputReader): readonly ImageLine[] {
  const images = collect(reader.problems, () => parseImages(reader.lines('images'))) ?? []
  for (const { name } of images) {
    if (!name.text.includes('{{')) collect(reader.problems, () => parseRepository(name.text))
  }
  return images
}

function readRules(reader: InputReader, options: TagRules['inputs']['options']): TagRules {
  const none = { tags: [], flavor: [], ...(options && { options }) }
  const inputs = { ...none, tags: reader.lines('tags'), flavor: reader.lines('flavor') }
  return collect(reader.problems, () => compileRules(inputs)) ?? compileRules(none)
}

function readMarks(reader: InputReader, input: 'labels' | 'annotations'): readonly Mark[] {
  return reader.pairs(input).flatMap(({ key, value }) => {
    const where = { input, line: `${key}=${value}` }
    const template = collect(reader.problems, () => compileTemplate(value, imageExpressions, where))
    return template === undefined ? [] : [{ key, value: template }]
  })
}

function readOverwrite(reader: InputReader): Overwrite {
  const text = reader.text('overwrite')
  if (text === 'scheduled') return text
  const flag = text === '' ? false : parseBoolean(text)
  if (flag !== undefined) return flag
  const fix = 'Write true, false or scheduled.'
  reader.problems.push(badInput('overwrite', text, 'is not one of its values', fix))
  return false
}

function readPush(reader: InputReader): Push {
  const text = reader.text('push')
  if (text === '' || text === 'auto') return reader.text('outputs').trim() === '' ? 'auto' : 'files'
  if (text === 'digest') return readDigest(reader)
  const flag = parseBoolean(text)
  if (flag !== undefined) return flag
  reader.problems.push(
    badInput('push', text, 'is not one of its values', 'Write auto, true, false or digest.'),
  )
  return 'auto'
}

/** An unchanged image is not built, so it cannot be loaded; existing content cannot have changed. */
function readOnlyChanged(reader: InputReader): boolean {
  const isSet = reader.flag('only-changed')
  if (isSet && parseBoolean(reader.text('load')) === true) {
    const what = 'With only-changed an image that has not changed is not built, and load would not find it.'
    reader.problems.push(conflictingInputs(what, 'Leave one of them out, and pull what you want to try.'))
  }
  if (isSet && reader.lines('from').length > 0) {
    const what = 'Input only-changed is about what is built, and from publishes content that exists already.'
    reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
  }
  return isSet
}

/** The engine cannot load an image without a tag. */
function readDigest(reader: InputReader): Push {
  if (parseBoolean(reader.text('load')) === true) {
    const what = 'With push: digest the image gets no tag, and load would have no name for it.'
    reader.problems.push(conflictingInputs(what, 'Leave load out, and pull the image by the output digest.'))
  }
  return 'digest'
}

const defaultMs = 30_000
const longestMs = 3_600_000
const units: Readonly<Record<string, number>> = { s: 1000, m: 60_000 }

/** How long to wait for the Docker engine, in ms, from `30`, `30s` or `2m`; 30 s by default, 0 to not wait. */
export function readEngineWait(reader: InputReader): number {
  const text = reader.text('engine-wait')
  if (text === '') return defaultMs
  const [, number, unit = 's'] = /^(\d{1,7})([sm]?)$/.exec(text) ?? []
  const ms = Number(number) * (units[unit || 's'] ?? Number.NaN)
  if (ms <= longestMs) return ms
  const why = number === undefined ? 'is not a number of seconds' : 'is longer than an hour'
  reader.problems.push(
    badInput('engine-wait', text, why, 'Write for example 30, 30s or 2m; 0 does not wait.'),
  )
  return defaultMs
}
