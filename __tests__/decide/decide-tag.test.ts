import { decideTag, type Guards, type Run } from '../../src/decide/decide-tag.ts'
import type { ImageFacts, TagFacts } from '../../src/model/facts.ts'
import type { Identity } from '../../src/model/identity.ts'
import type { Follows } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'

const usual: Guards = { overwrite: false, forwardOnly: true }
const push: Run = { isPullRequest: false, revision: 'ours' }
const pull: Run = { isPullRequest: true, revision: 'merge' }
const digest = `sha256:${'1'.repeat(64)}`
const other = `sha256:${'2'.repeat(64)}`
const web: Identity = { file: 'web/Dockerfile', context: '.', platforms: ['linux/amd64'] }
const existing = (facts: Partial<ImageFacts> = {}): ImageFacts => ({ digest, ...facts })

function facts(name: string, follows: Follows, more: Partial<TagFacts> = {}): TagFacts {
  const repository = parseRepository('ghcr.io/acme/app')
  const fromRef = follows.kind === 'branch' ? { branch: follows.branch } : {}
  const isFromRef = follows.kind === 'branch' || follows.kind === 'pull'
  return {
    target: 'image',
    repository,
    ref: `ghcr.io/acme/app:${name}`,
    tag: { name, priority: 1, follows, ...(isFromRef && { fromRef }) },
    ...more,
  }
}

/** A tag whose name the workflow's author wrote. */
function literal(name: string, follows: Follows, more: Partial<TagFacts> = {}): TagFacts {
  const made = facts(name, follows, more)
  return { ...made, tag: { name, priority: 1, follows } }
}
const release: Follows = { kind: 'release', scheme: 'semver', version: '1.2.3' }
const line: Follows = { kind: 'line', scheme: 'semver', version: '1.2.3' }
const branch: Follows = { kind: 'branch', branch: 'main' }
const pullBranch: Follows = { kind: 'branch', branch: 'x', pull: 7 }
const pr: Follows = { kind: 'pull', number: 7 }

interface Row {
  rule: string
  facts: TagFacts
  kind: string
  run?: Run
  guards?: Partial<Guards>
  contains?: string
}

const rows: Row[] = [
  { rule: 'a release that does not exist is created', facts: facts('1.2.3', release), kind: 'create' },
  {
    rule: 'an existing release of the same commit counts as published',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours' }) }),
    kind: 'published',
  },
  {
    rule: 'an existing release of the same commit and image counts as published',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'published',
    run: { ...push, identity: web },
  },
  {
    rule: 'an existing release of the same commit without an identity counts as published',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours' }) }),
    kind: 'published',
    run: { ...push, identity: web },
  },
  {
    rule: 'an existing release of the same commit counts as published for an engine’s image without an identity',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'published',
  },
  {
    rule: 'a release of another image of the same commit is refused',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, identity: { ...web, file: 'api/Dockerfile' } },
    contains:
      "is of file 'web/Dockerfile', platforms linux/amd64; the image of this run is of file 'api/Dockerfile', platforms linux/amd64",
  },
  {
    rule: 'a release of the same commit for other platforms is refused',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, identity: { ...web, platforms: ['linux/arm64'] } },
    contains: 'the image of this run is of',
  },
  {
    rule: 'a merge is refused over a release of another image of the same commit',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, digest: other, isMerge: true, identity: { ...web, stage: 'slim' } },
    contains: "stage 'slim'",
  },
  {
    rule: 'overwrite moves a release of another image',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'move',
    run: { ...push, identity: { ...web, stage: 'slim' } },
    guards: { overwrite: true },
  },
  {
    rule: 'a promotion of the same digest leaves the tag unchanged, whatever its identity',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours', identity: web }) }),
    kind: 'unchanged',
    run: { ...push, digest, identity: { ...web, stage: 'slim' } },
  },
  {
    rule: 'a release of another commit is refused',
    facts: facts('1.2.3', release, { image: existing({ revision: 'theirs' }) }),
    kind: 'refuse',
    contains: 'from commit theirs',
  },
  {
    rule: 'a release of unknown origin is refused',
    facts: facts('1.2.3', release, { image: existing() }),
    kind: 'refuse',
    contains: 'another commit or tool',
  },
  {
    rule: 'overwrite moves a release of another commit',
    facts: facts('1.2.3', release, { image: existing({ revision: 'theirs' }) }),
    kind: 'move',
    guards: { overwrite: true },
  },
  {
    rule: 'overwrite moves a release of the same commit',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours' }) }),
    kind: 'move',
    guards: { overwrite: true },
  },
  {
    rule: 'a promotion leaves a release with the same digest unchanged, even of another commit',
    facts: facts('1.2.3', release, { image: existing({ revision: 'theirs' }) }),
    kind: 'unchanged',
    run: { ...push, digest },
  },
  {
    rule: 'an existing release of the same commit counts as published for a merge, whatever its digest',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours' }) }),
    kind: 'published',
    run: { ...push, digest: 'sha256:2', isMerge: true },
  },
  {
    rule: 'a promotion is refused over a release with another digest, even of the same commit',
    facts: facts('1.2.3', release, { image: existing({ revision: 'ours' }) }),
    kind: 'refuse',
    run: { ...push, digest: 'sha256:2' },
  },
  {
    rule: 'a sha tag that does not exist is created',
    facts: facts('sha-1', { kind: 'commit' }),
    kind: 'create',
  },
  {
    rule: 'an existing sha tag is kept',
    facts: facts('sha-1', { kind: 'commit' }, { image: existing() }),
    kind: 'keep',
  },
  { rule: 'a line that does not exist is created', facts: facts('1', line), kind: 'create' },
  {
    rule: 'a line on a lower version moves',
    facts: facts('1', line, { image: existing({ version: '1.2.2' }) }),
    kind: 'move',
  },
  {
    rule: 'a line on the same version moves',
    facts: facts('1', line, { image: existing({ version: '1.2.3' }) }),
    kind: 'move',
  },
  {
    rule: 'a line on a higher version is kept',
    facts: facts('1', line, { image: existing({ version: '1.10.0' }) }),
    kind: 'keep',
    contains: '1.10.0',
  },
  {
    rule: 'a line on a higher version moves with forward-only: false',
    facts: facts('1', line, { image: existing({ version: '1.10.0' }) }),
    kind: 'move',
    guards: { forwardOnly: false },
  },
  {
    rule: 'a line whose image has an invalid version moves with a warning',
    facts: facts('1', line, { image: existing({ version: 'main' }) }),
    kind: 'move',
    contains: 'does not name a version',
  },
  {
    rule: 'a line whose image has no version is kept if a higher release exists',
    facts: facts('1', line, { image: existing(), higher: { gitTag: 'v1.3.0', version: '1.3.0' } }),
    kind: 'keep',
    contains: 'v1.3.0',
  },
  {
    rule: 'a line that does not exist is not created if a higher release exists',
    facts: facts('1', line, { higher: { gitTag: 'v1.3.0', version: '1.3.0' } }),
    kind: 'keep',
  },
  {
    rule: 'a line moves with a warning if the git tags cannot be read',
    facts: facts('1', line, { image: existing(), unknown: 'no network' }),
    kind: 'move',
    contains: 'no network',
  },
  { rule: 'a branch’s tag that does not exist is created', facts: facts('main', branch), kind: 'create' },
  {
    rule: 'the tip of a branch moves its tag',
    facts: facts('main', branch, { image: existing({ revision: 'x' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
  },
  {
    rule: 'a newer commit moves the branch’s tag',
    facts: facts('main', branch, { image: existing({ revision: 'x' }), ancestry: { kind: 'ahead' } }),
    kind: 'move',
  },
  {
    rule: 'an older commit keeps the branch’s tag',
    facts: facts('main', branch, { image: existing({ revision: 'newer' }), ancestry: { kind: 'behind' } }),
    kind: 'keep',
    contains: 'newer',
  },
  {
    rule: 'an older commit moves the branch’s tag with forward-only: false',
    facts: facts('main', branch, { image: existing(), ancestry: { kind: 'behind' } }),
    kind: 'move',
    guards: { forwardOnly: false },
  },
  {
    rule: 'unknown ancestry moves the branch’s tag with a warning',
    facts: facts('main', branch, {
      image: existing({ revision: 'x' }),
      ancestry: { kind: 'unknown', why: 'shallow' },
    }),
    kind: 'move',
    contains: 'shallow',
  },
  {
    rule: 'a branch’s tag whose image has no revision moves with a warning',
    facts: facts('main', branch, { image: existing() }),
    kind: 'move',
    contains: 'does not name the commit',
  },
  {
    rule: 'a pull request keeps an image that a push published',
    facts: facts('x', pullBranch, { image: existing({ event: 'push' }), ancestry: { kind: 'tip' } }),
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request keeps an image that a push of the same branch published',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: 'x' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
  },
  {
    rule: 'a pull request replaces an image that was reused from another branch',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: 'main' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request keeps the image of a push of another branch that shares the tag',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request keeps the image of a push of a deleted branch that shared the tag',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: false },
    }),
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request keeps the image of a push of another branch that may still exist',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: { why: 'no network' } },
    }),
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request keeps an image that a git tag of the same name published',
    facts: facts('x', pullBranch, { image: existing({ event: 'push', branch: '', version: 'x' }) }),
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request replaces an image that was reused from a git tag',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'push', branch: '', version: '1.2.3' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request’s own tag moves over a pushed image without a branch',
    facts: facts('pr-7', pr, { image: existing({ event: 'push' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request keeps the image of a pull request of another branch that shares the tag',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'pull_request', branch: '#x' }),
      rival: { branch: '#x', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
    contains: "branch '#x' has the same tag",
  },
  {
    rule: 'a pull request replaces the image of a pull request of a deleted branch',
    facts: facts('x', pullBranch, {
      image: existing({ event: 'pull_request', branch: '#x' }),
      rival: { branch: '#x', exists: false },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a push keeps the tag of another existing branch and reports the conflict',
    facts: facts('main', branch, {
      image: existing({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    contains: '"isConflict":true',
  },
  {
    rule: 'a push keeps the tag of another existing branch, also with forward-only: false',
    facts: facts('main', branch, {
      image: existing({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: true },
    }),
    kind: 'keep',
    guards: { forwardOnly: false },
    contains: "branch '@main' has the same tag",
  },
  {
    rule: 'a push takes the tag of a deleted branch',
    facts: facts('main', branch, {
      image: existing({ event: 'push', branch: 'master' }),
      rival: { branch: 'master', exists: false },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
  },
  {
    rule: 'a push takes the tag with a warning if the other branch may still exist',
    facts: facts('main', branch, {
      image: existing({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: { why: 'no network' } },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    contains: "whether branch '@main', which published it, still exists is unknown (no network)",
  },
  {
    rule: 'a push takes the tag with a warning if the other branch may still exist, also with forward-only: false',
    facts: facts('main', branch, {
      image: existing({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: { why: 'no network' } },
    }),
    kind: 'move',
    guards: { forwardOnly: false },
    contains: 'no network',
  },
  {
    rule: 'a push replaces an image that was reused from another branch',
    facts: facts(
      'x',
      { kind: 'branch', branch: 'x' },
      {
        image: existing({ event: 'push', branch: 'main' }),
        ancestry: { kind: 'tip' },
      },
    ),
    kind: 'move',
  },
  {
    rule: 'a tag that the workflow spells out (latest) moves over an image of another branch',
    facts: literal('latest', branch, {
      image: existing({ event: 'push', branch: 'master' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
  },
  {
    rule: 'a pull request moves a tag that the workflow spells out',
    facts: literal('dev', { kind: 'run' }, { image: existing({ event: 'push', branch: 'main' }) }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request keeps a branch’s tag that {{base_ref}} names',
    facts: {
      ...literal('main', { kind: 'run' }, { image: existing({ event: 'push', branch: 'main' }) }),
      tag: { name: 'main', priority: 1, follows: { kind: 'run' }, fromRef: { branch: 'main' } },
    },
    kind: 'keep',
    run: pull,
    contains: 'push event',
  },
  {
    rule: 'a pull request keeps an image that a push published, also with forward-only: false',
    facts: facts('x', pullBranch, { image: existing({ event: 'push' }) }),
    kind: 'keep',
    run: pull,
    guards: { forwardOnly: false },
  },
  {
    rule: 'a pull request replaces the image of a pull request',
    facts: facts('x', pullBranch, { image: existing({ event: 'pull_request' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a push replaces the image of a pull request',
    facts: facts(
      'x',
      { kind: 'branch', branch: 'x' },
      { image: existing({ event: 'pull_request' }), ancestry: { kind: 'tip' } },
    ),
    kind: 'move',
  },
  {
    rule: 'a pull request’s own tag is kept by an older head',
    facts: facts('pr-7', pr, { image: existing({ event: 'pull_request' }), ancestry: { kind: 'behind' } }),
    kind: 'keep',
    run: pull,
  },
  {
    rule: 'a tag of the newest run moves',
    facts: facts('nightly', { kind: 'run' }, { image: existing() }),
    kind: 'move',
  },
]

describe('decideTag', () => {
  test.each(rows)('$rule', ({ facts, kind, run = push, guards = {}, contains }) => {
    const decision = decideTag(facts, run, { ...usual, ...guards })
    expect(decision.kind).toBe(kind)
    const { facts: _, ...rest } = decision
    if (contains !== undefined) expect(JSON.stringify(rest)).toContain(contains)
    else expect(rest).not.toHaveProperty('warning')
  })
})
