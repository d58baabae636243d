import { type BakeTarget, listOf, recordOf, textOf } from '../bake/bake-target.ts'
import { contextFolder } from '../bake/context-address.ts'
import type { BakeValue } from '../bake/escape.ts'
import { readSpecs, type Spec } from '../bake/specs.ts'
import { canonicalJson, hashText } from './canonical.ts'

/** Fields that say where an image goes or how it is got there; and those that are parts of their own, or read below. */
const elsewhere = new Set([
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
 * A digest (64 hex) over what is left of a target: every field that is not about tags, outputs or caches, those too
 * that buildx gets one day. Of secrets and ssh agents only the ids count. Of a context that is no folder its address
 * counts, and of named ones only those in `contexts`, the names that take part. `extra` is any text that counts too.
 */
export function digestDefinition(target: BakeTarget, contexts: Iterable<string>, extra: string): string {
  const named = recordOf(target, 'contexts')
  const rest = Object.entries(target).filter(([field, value]) => !elsewhere.has(field) && !isEmpty(value))
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

/** A digest over the build arguments. A SOURCE_DATE_EPOCH among them is the person's own: ours is laid over later. */
export function digestArgs(target: BakeTarget): string {
  const args = Object.entries(recordOf(target, 'args'))
  return hashText(JSON.stringify(args.sort(([one], [other]) => (one < other ? -1 : 1))))
}

/** The fields by which a target asks never to come from a cache, nor from an earlier build then. */
export const findNoCache = (target: BakeTarget): readonly string[] =>
  ['no-cache', 'no-cache-filter'].filter((field) => !isEmpty(target[field] ?? null))

/** Bake's defaults: some versions write them out. */
const isEmpty = (value: BakeValue): boolean =>
  value === '' ||
  value === false ||
  value === null ||
  (typeof value === 'object' && Object.keys(value).length === 0)

/** A folder's place does not count, only what is in it. */
const addressOf = (context: string): string =>
  contextFolder('/', context) === undefined ? context : 'folder'

/** `id=npm,src=...` has its id; of `default=/run/agent.sock` it is what stands first. */
const idOf = (spec: Spec): string => String(spec.id ?? Object.keys(spec)[0] ?? '')
