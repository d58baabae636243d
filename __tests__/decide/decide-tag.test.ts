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
const there = (facts: Partial<ImageFacts> = {}): ImageFacts => ({ digest, ...facts })

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

/** A tag that the workflow wrote. */
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
  says?: string
}

const rows: Row[] = [
  { rule: 'a release that is absent is created', facts: facts('1.2.3', release), kind: 'create' },
  {
    rule: 'a release of this very commit is published already',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours' }) }),
    kind: 'published',
  },
  {
    rule: 'a release of this very commit is published already, where both are of one image',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'published',
    run: { ...push, identity: web },
  },
  {
    rule: 'a release of this very commit that does not say which image it is is published already',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours' }) }),
    kind: 'published',
    run: { ...push, identity: web },
  },
  {
    rule: 'a release of this very commit is published already for an image of the engine, which does not say which it is',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'published',
  },
  {
    rule: 'a release of another image of this commit is refused',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, identity: { ...web, file: 'api/Dockerfile' } },
    says: "is of file 'web/Dockerfile', platforms linux/amd64; the image of this run is of file 'api/Dockerfile', platforms linux/amd64",
  },
  {
    rule: 'so is one for other platforms',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, identity: { ...web, platforms: ['linux/arm64'] } },
    says: 'the image of this run is of',
  },
  {
    rule: 'so is the merge of another image',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'refuse',
    run: { ...push, digest: other, isMerge: true, identity: { ...web, stage: 'slim' } },
    says: "stage 'slim'",
  },
  {
    rule: 'a release of another image is moved with overwrite',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'move',
    run: { ...push, identity: { ...web, stage: 'slim' } },
    guards: { overwrite: true },
  },
  {
    rule: 'a promotion of the same digest has the identity that it has',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours', identity: web }) }),
    kind: 'unchanged',
    run: { ...push, digest, identity: { ...web, stage: 'slim' } },
  },
  {
    rule: 'a release of another commit is refused',
    facts: facts('1.2.3', release, { image: there({ revision: 'theirs' }) }),
    kind: 'refuse',
    says: 'from commit theirs',
  },
  {
    rule: 'a release of unknown origin is refused',
    facts: facts('1.2.3', release, { image: there() }),
    kind: 'refuse',
    says: 'another commit or tool',
  },
  {
    rule: 'a release of another commit is moved with overwrite',
    facts: facts('1.2.3', release, { image: there({ revision: 'theirs' }) }),
    kind: 'move',
    guards: { overwrite: true },
  },
  {
    rule: 'a release of this very commit is built again with overwrite',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours' }) }),
    kind: 'move',
    guards: { overwrite: true },
  },
  {
    rule: 'for a promotion the digest alone decides: same',
    facts: facts('1.2.3', release, { image: there({ revision: 'theirs' }) }),
    kind: 'unchanged',
    run: { ...push, digest },
  },
  {
    rule: 'a merge of this very commit is published already, whatever its digest',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours' }) }),
    kind: 'published',
    run: { ...push, digest: 'sha256:2', isMerge: true },
  },
  {
    rule: 'for a promotion the digest alone decides: other',
    facts: facts('1.2.3', release, { image: there({ revision: 'ours' }) }),
    kind: 'refuse',
    run: { ...push, digest: 'sha256:2' },
  },
  { rule: 'a sha tag that is absent is created', facts: facts('sha-1', { kind: 'commit' }), kind: 'create' },
  {
    rule: 'a sha tag that is there is kept',
    facts: facts('sha-1', { kind: 'commit' }, { image: there() }),
    kind: 'keep',
  },
  { rule: 'a line that is absent is created', facts: facts('1', line), kind: 'create' },
  {
    rule: 'a line on a lower version moves',
    facts: facts('1', line, { image: there({ version: '1.2.2' }) }),
    kind: 'move',
  },
  {
    rule: 'a line on the same version moves',
    facts: facts('1', line, { image: there({ version: '1.2.3' }) }),
    kind: 'move',
  },
  {
    rule: 'a line on a higher version is kept',
    facts: facts('1', line, { image: there({ version: '1.10.0' }) }),
    kind: 'keep',
    says: '1.10.0',
  },
  {
    rule: 'a line on a higher version moves where forward-only is off',
    facts: facts('1', line, { image: there({ version: '1.10.0' }) }),
    kind: 'move',
    guards: { forwardOnly: false },
  },
  {
    rule: 'a version that is none says nothing: the line moves with a warning',
    facts: facts('1', line, { image: there({ version: 'main' }) }),
    kind: 'move',
    says: 'does not say which version',
  },
  {
    rule: 'an image that says no version, and a higher release: kept',
    facts: facts('1', line, { image: there(), higher: { gitTag: 'v1.3.0', version: '1.3.0' } }),
    kind: 'keep',
    says: 'v1.3.0',
  },
  {
    rule: 'no image, and a higher release: not created',
    facts: facts('1', line, { higher: { gitTag: 'v1.3.0', version: '1.3.0' } }),
    kind: 'keep',
  },
  {
    rule: 'git tags that cannot be read: the line moves with a warning',
    facts: facts('1', line, { image: there(), unknown: 'no network' }),
    kind: 'move',
    says: 'no network',
  },
  { rule: 'a branch that is absent is created', facts: facts('main', branch), kind: 'create' },
  {
    rule: 'the tip always moves',
    facts: facts('main', branch, { image: there({ revision: 'x' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
  },
  {
    rule: 'a newer commit moves',
    facts: facts('main', branch, { image: there({ revision: 'x' }), ancestry: { kind: 'ahead' } }),
    kind: 'move',
  },
  {
    rule: 'an older commit is kept',
    facts: facts('main', branch, { image: there({ revision: 'newer' }), ancestry: { kind: 'behind' } }),
    kind: 'keep',
    says: 'newer',
  },
  {
    rule: 'an older commit moves where forward-only is off',
    facts: facts('main', branch, { image: there(), ancestry: { kind: 'behind' } }),
    kind: 'move',
    guards: { forwardOnly: false },
  },
  {
    rule: 'a standing that nobody knows moves with a warning',
    facts: facts('main', branch, {
      image: there({ revision: 'x' }),
      ancestry: { kind: 'unknown', why: 'shallow' },
    }),
    kind: 'move',
    says: 'shallow',
  },
  {
    rule: 'an image without a revision moves with a warning',
    facts: facts('main', branch, { image: there() }),
    kind: 'move',
    says: 'which commit',
  },
  {
    rule: 'a pull request does not replace what a push published',
    facts: facts('x', pullBranch, { image: there({ event: 'push' }), ancestry: { kind: 'tip' } }),
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'nor what a push of that very branch published',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: 'x' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
  },
  {
    rule: 'but an image of another branch, which was reused for this one',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: 'main' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'nor what a push of another branch published under this tag, its own',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'nor what that push published where its branch is gone: a push moves the tag then',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: false },
    }),
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'nor where it is unknown whether it is gone',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: '#x' }),
      rival: { branch: '#x', exists: { why: 'no network' } },
    }),
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'nor what a git tag of that name published',
    facts: facts('x', pullBranch, { image: there({ event: 'push', branch: '', version: 'x' }) }),
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'but an image of a git tag, which was reused for this branch',
    facts: facts('x', pullBranch, {
      image: there({ event: 'push', branch: '', version: '1.2.3' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request’s own tag is not frozen by an image that says no branch',
    facts: facts('pr-7', pr, { image: there({ event: 'push' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request does not replace what a pull request of another branch published under its own tag',
    facts: facts('x', pullBranch, {
      image: there({ event: 'pull_request', branch: '#x' }),
      rival: { branch: '#x', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    run: pull,
    says: "branch '#x' has the same tag",
  },
  {
    rule: 'it does where that branch is gone',
    facts: facts('x', pullBranch, {
      image: there({ event: 'pull_request', branch: '#x' }),
      rival: { branch: '#x', exists: false },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a push does not take the tag of another branch that exists, and says so in a warning',
    facts: facts('main', branch, {
      image: there({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: true },
      ancestry: { kind: 'tip' },
    }),
    kind: 'keep',
    says: '"isConflict":true',
  },
  {
    rule: 'nor with forward-only off',
    facts: facts('main', branch, {
      image: there({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: true },
    }),
    kind: 'keep',
    guards: { forwardOnly: false },
    says: "branch '@main' has the same tag",
  },
  {
    rule: 'a push takes it where that branch is gone',
    facts: facts('main', branch, {
      image: there({ event: 'push', branch: 'master' }),
      rival: { branch: 'master', exists: false },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
  },
  {
    rule: 'a push takes it with a warning where it is unknown whether that branch exists',
    facts: facts('main', branch, {
      image: there({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: { why: 'no network' } },
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
    says: "whether branch '@main', which published it, still exists is unknown (no network)",
  },
  {
    rule: 'also with forward-only off',
    facts: facts('main', branch, {
      image: there({ event: 'push', branch: '@main' }),
      rival: { branch: '@main', exists: { why: 'no network' } },
    }),
    kind: 'move',
    guards: { forwardOnly: false },
    says: 'no network',
  },
  {
    rule: 'an image of another branch whose own tag is another: reused here, so a push moves it',
    facts: facts(
      'x',
      { kind: 'branch', branch: 'x' },
      {
        image: there({ event: 'push', branch: 'main' }),
        ancestry: { kind: 'tip' },
      },
    ),
    kind: 'move',
  },
  {
    rule: 'a tag that the workflow wrote has no rival: latest of the default branch',
    facts: literal('latest', branch, {
      image: there({ event: 'push', branch: 'master' }),
      ancestry: { kind: 'tip' },
    }),
    kind: 'move',
  },
  {
    rule: 'and a pull request may write it',
    facts: literal('dev', { kind: 'run' }, { image: there({ event: 'push', branch: 'main' }) }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a pull request does not write a branch’s tag by {{base_ref}} either',
    facts: {
      ...literal('main', { kind: 'run' }, { image: there({ event: 'push', branch: 'main' }) }),
      tag: { name: 'main', priority: 1, follows: { kind: 'run' }, fromRef: { branch: 'main' } },
    },
    kind: 'keep',
    run: pull,
    says: 'push event',
  },
  {
    rule: 'nor what a push published, with forward-only off',
    facts: facts('x', pullBranch, { image: there({ event: 'push' }) }),
    kind: 'keep',
    run: pull,
    guards: { forwardOnly: false },
  },
  {
    rule: 'a pull request replaces what a pull request published',
    facts: facts('x', pullBranch, { image: there({ event: 'pull_request' }), ancestry: { kind: 'tip' } }),
    kind: 'move',
    run: pull,
  },
  {
    rule: 'a push replaces what a pull request published',
    facts: facts(
      'x',
      { kind: 'branch', branch: 'x' },
      { image: there({ event: 'pull_request' }), ancestry: { kind: 'tip' } },
    ),
    kind: 'move',
  },
  {
    rule: 'a pull request’s own tag follows its head',
    facts: facts('pr-7', pr, { image: there({ event: 'pull_request' }), ancestry: { kind: 'behind' } }),
    kind: 'keep',
    run: pull,
  },
  {
    rule: 'the newest run takes its tag',
    facts: facts('nightly', { kind: 'run' }, { image: there() }),
    kind: 'move',
  },
]

describe('decideTag', () => {
  it.each(rows)('$rule', ({ facts, kind, run = push, guards = {}, says }) => {
    const decision = decideTag(facts, run, { ...usual, ...guards })
    expect(decision.kind).toBe(kind)
    const { facts: _, ...rest } = decision
    if (says !== undefined) expect(JSON.stringify(rest)).toContain(says)
    else expect(rest).not.toHaveProperty('warning')
  })
})
