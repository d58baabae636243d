import { type BakeTarget, listOf, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import type { BakeValue } from '../bake/escape.ts'
import { readSpecs, type Spec } from '../bake/specs.ts'
import { canonicalJson, hashText } from './canonical.ts'

/** Fields that do not affect the image's content, that are parts of their own, or that digestDefinition treats separately. */
const excluded = new Set([
  ...[
    'tags',
    'output',
    'cache-from',
    'cache-to',
    'pull',
    'no-cache',
    'no-cache-filter',
    'call',
    'description',
  ],
  ...['context', 'contexts', 'dockerfile', 'dockerfile-inline', 'args'],
  ...['attest', 'platforms', 'secret', 'ssh'],
])

/**
 * Digests (64 hex) a target's definition: every field that is not about tags, outputs or caches, including fields that future versions
 * of buildx add. Only the ids of secrets and ssh agents count. A context that is not a folder counts by its address, and of named
 * contexts only those in `contexts`, the ones that the build uses. `extra` is any other text that counts.
 */
export function digestDefinition(target: BakeTarget, contexts: Iterable<string>, extra: string): string {
  const named = recordOf(target, 'contexts')
  const rest = Object.entries(target).filter(([field, value]) => !excluded.has(field) && !isEmpty(value))
  const definition = {
    ...Object.fromEntries(rest),
    attest: readSpecs(target, 'attest').map(canonicalJson).sort(),
    context: addressOf(textOf(target, 'context')),
    contexts: Object.fromEntries([...contexts].map((name) => [name, addressOf(named[name] ?? '')])),
    extra,
    platforms: [...listOf(target, 'platforms')].sort(),
    secret: readSpecs(target, 'secret').map(idOf).sort(),
    ssh: readSpecs(target, 'ssh').map(idOf).sort(),
  }
  return hashText(canonicalJson(definition))
}

/** Digests the build arguments. A SOURCE_DATE_EPOCH among them is the user's own: ours is added later. */
export function digestArgs(target: BakeTarget): string {
  const args = Object.entries(recordOf(target, 'args'))
  return hashText(JSON.stringify(args.sort(([one], [other]) => (one < other ? -1 : 1))))
}

/** The fields by which a target opts out of caches, and so of being reused from an earlier build. */
export const findNoCache = (target: BakeTarget): readonly string[] =>
  ['no-cache', 'no-cache-filter'].filter((field) => !isEmpty(target[field] ?? null))

/** Whether a value is bake's default, which some versions of buildx print. */
const isEmpty = (value: BakeValue): boolean =>
  value === '' ||
  value === false ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** The path of a folder does not count, only its files. */
const addressOf = (context: string): string =>
  contextFolder('/', context) === undefined ? context : 'folder'

/** The id of `id=npm,src=...` is `npm`, and that of `default=/run/agent.sock` is `default`. */
const idOf = (spec: Spec): string => String(spec.id ?? Object.keys(spec)[0] ?? '')
