/**
 * The tags that docker/metadata-action gives. It is written after src/meta.ts of its version 6, whose tags are those of version 5; the
 * tests compare it with recorded results.
 */
import semver from 'semver'
import { stringAt } from '../json.ts'
import { pep440 } from '../libraries.ts'
import { compilePattern } from '../tags/regex.ts'
import {
  MetadataFailure,
  type MetadataFlavor,
  type MetadataRule,
  readMetadataFlavor,
  readMetadataImages,
  readMetadataList,
  readMetadataRules,
} from './metadata-rules.ts'
import {
  isRawPattern,
  type MetadataRun,
  refName,
  renderCommon,
  renderSchedule,
  renderVersion,
} from './metadata-templates.ts'

export interface MetadataResult {
  /** Full references: every tag for every image; the bare tags without an image. */
  readonly tags: readonly string[]
  readonly tagNames: readonly string[]
  /** Empty if no rule gives a tag. */
  readonly version: string
}

/** Inputs `images`, `tags` and `flavor`, without `${{ }}`. */
export interface MetadataInputs {
  readonly images: string
  readonly tags: string
  readonly flavor: string
  /** Whether a `#` within a line begins a comment: up to version 5. */
  readonly cutsComments: boolean
}

/** The tags for a run. Throws a MetadataFailure where the action fails. */
export function metadataTags(inputs: MetadataInputs, run: MetadataRun): MetadataResult {
  const images = readMetadataImages(readMetadataList(inputs.images, inputs))
  const rules = readMetadataRules(readMetadataList(inputs.tags, inputs))
  const flavor = readMetadataFlavor(readMetadataList(inputs.flavor, inputs))
  const found = rules.flatMap((rule) => applyRule(rule, flavor, run) ?? [])
  const [first] = found
  if (first === undefined) return { tags: [], tagNames: [], version: '' }
  const names = [...new Set(found.map(({ name }) => name))]
  const latest = `${flavor.prefixLatest ? flavor.prefix : ''}latest${flavor.suffixLatest ? flavor.suffix : ''}`
  if (first.latest) names.push(sanitize(latest))
  const prefixes = images.length === 0 ? [''] : images.map((image) => `${image}:`)
  const tags = prefixes.flatMap((prefix) => names.map((name) => `${prefix}${name}`))
  return { tags, tagNames: names, version: first.name }
}

interface Found {
  readonly name: string
  /** Whether `latest` comes with it, if it is the first. */
  readonly latest: boolean
}

function applyRule(rule: MetadataRule, flavor: MetadataFlavor, run: MetadataRun): Found | undefined {
  const enabled = renderCommon(rule.attributes.enable ?? '', run)
  if (enabled === 'false') return undefined
  if (enabled !== 'true') throw new MetadataFailure(`Invalid value for enable attribute: ${enabled}`)
  const given = findName(rule, run)
  if (given === undefined) return undefined
  const affix = (own: string | undefined, common: string) => renderCommon(own ?? common, run)
  const { prefix, suffix } = rule.attributes
  const name = `${affix(prefix, flavor.prefix)}${given.text}${affix(suffix, flavor.suffix)}`
  const latest = flavor.latest === 'auto' ? given.latest === true : flavor.latest === 'true'
  return name === '' ? undefined : { name: sanitize(name), latest }
}

const sanitize = (name: string): string => name.replace(/[^a-zA-Z0-9._-]+/g, '-')

interface Given {
  readonly text: string
  /** Brings `latest` with `latest=auto`. */
  readonly latest?: boolean
}

function findName(rule: MetadataRule, run: MetadataRun): Given | undefined {
  const { attributes } = rule
  switch (rule.type) {
    case 'schedule':
      return run.eventName.includes('schedule')
        ? { text: renderSchedule(attributes.pattern ?? '', run) }
        : undefined
    case 'semver':
      return findSemver(attributes, run)
    case 'pep440':
      return findPep440(attributes, run)
    case 'match':
      return findMatch(attributes, run)
    case 'ref':
      return findRef(attributes.event ?? '', run)
    case 'edge':
      return findEdge(attributes.branch ?? '', run)
    case 'raw':
      return { text: renderCommon(attributes.value ?? '', run) }
    case 'sha':
      return { text: attributes.format === 'short' ? run.sha.slice(0, run.shortShaLength) : run.sha }
  }
}

type Attributes = MetadataRule['attributes']

/** The text that a version rule reads: its value, else the git tag; undefined without either. */
function readSource({ value = '' }: Attributes, run: MetadataRun): string | undefined {
  if (value !== '') return renderCommon(value, run)
  return run.ref.startsWith('refs/tags/') ? refName(run.ref, 'refs/tags/') : undefined
}

/** The version in the source. A `match` that does not match leaves the whole source. */
function readVersion(attributes: Attributes, run: MetadataRun): string | undefined {
  const source = readSource(attributes, run)
  if (source === undefined || !attributes.match) return source?.replaceAll('/', '-')
  const matched = matchText(source, attributes.match)
  if (matched === undefined) return source.replaceAll('/', '-')
  const group = matched[1]
  if (group === undefined) throw new MetadataFailure(`${attributes.match} has no group`)
  return group.replaceAll('/', '-')
}

function findSemver(attributes: Attributes, run: MetadataRun): Given | undefined {
  const text = readVersion(attributes, run)
  const version =
    text === undefined || semver.valid(text) === null ? null : semver.parse(text, { loose: true })
  if (version === null) return undefined
  const { pattern = '' } = attributes
  if (version.prerelease.length === 0) return { text: renderVersion(pattern, version), latest: true }
  return { text: renderVersion(isRawPattern(pattern) ? pattern : '{{version}}', version) }
}

function findPep440(attributes: Attributes, run: MetadataRun): Given | undefined {
  const text = readVersion(attributes, run)
  const library = pep440()
  if (text === undefined || !library.valid(text)) return undefined
  const { pattern = '' } = attributes
  const clean = library.clean(text) ?? ''
  const version = library.explain(text)
  if (version?.is_prerelease || version?.is_postrelease || version?.is_devrelease) {
    return { text: isRawPattern(pattern) ? text : clean }
  }
  const [major = 0, minor = 0, patch = 0] = version?.release ?? []
  return { text: renderVersion(pattern, { raw: text, version: clean, major, minor, patch }), latest: true }
}

function findMatch(attributes: Attributes, run: MetadataRun): Given | undefined {
  const source = readSource(attributes, run)
  if (source === undefined) return undefined
  const { pattern = '', group = '0' } = attributes
  const [, own, flags] = /^\/(.+)\/(.*)$/.exec(pattern) ?? []
  const text = matchText(source, own ?? pattern, flags)?.[Number(group)]
  return text === undefined ? undefined : { text, latest: true }
}

/** Bounded in time, like the patterns of input `tags`. */
function matchText(text: string, pattern: string, flags = ''): readonly (string | undefined)[] | undefined {
  try {
    return compilePattern(pattern, flags, { input: 'tags', line: pattern }).match(text)
  } catch (error) {
    throw new MetadataFailure(error instanceof Error ? error.message : String(error))
  }
}

function findRef(event: string, { ref }: MetadataRun): Given | undefined {
  const prefix = { branch: 'refs/heads/', tag: 'refs/tags/', pr: 'refs/pull/' }[event]
  if (prefix === undefined || !ref.startsWith(prefix)) return undefined
  const name = refName(ref, prefix)
  return { text: event === 'pr' ? name.replace(/\/merge$/, '') : name, latest: event === 'tag' }
}

function findEdge(branch: string, { ref, payload }: MetadataRun): Given | undefined {
  if (!ref.startsWith('refs/heads/')) return undefined
  const required = branch || stringAt(payload, 'repository', 'default_branch')
  return refName(ref, 'refs/heads/') === required ? { text: 'edge' } : undefined
}
