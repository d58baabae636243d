import { singleTarget } from '../../src/bake/bake-target.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { ImageResult, Result, TagResult } from '../../src/model/result.ts'
import { makePlan } from './plan.ts'

export const digest = `sha256:${'a'.repeat(64)}`
export const older = `sha256:${'b'.repeat(64)}`

export const makeTag = (name: string, over: Partial<TagResult> = {}): TagResult => ({
  ref: `ghcr.io/acme/app:${name}`,
  repository: parseRepository('ghcr.io/acme/app'),
  name,
  digest,
  action: 'created',
  ...over,
})

const [repository] = makePlan().repositories

export const makeImage = (tags: readonly TagResult[], over: Partial<ImageResult> = {}): ImageResult => {
  if (repository === undefined) throw new Error('A plan has a repository.')
  return { target: singleTarget, repository, digest, platforms: [], tags, ...over }
}

/** The result of a successful push of `main`, with these changes. */
export const makeResult = (over: Partial<Result> = {}): Result => ({
  intent: { kind: 'push', reason: 'push' },
  dryRun: false,
  pushed: true,
  isMany: false,
  bases: new Map(),
  images: [makeImage([makeTag('main')])],
  durations: { build: 3000, total: 12_000 },
  ...over,
})
