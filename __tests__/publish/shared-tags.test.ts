/** Branches whose names give the same tag, in any order of pushes, pull requests and deletions. */
import fc from 'fast-check'
import { decideTag } from '../../src/decide/decide-tag.ts'
import type { ImageFacts } from '../../src/model/facts.ts'
import type { PlannedTag } from '../../src/model/planned-tag.ts'
import { parseRepository } from '../../src/model/reference.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import { describeRun } from '../../src/plan/labels.ts'
import { findRival } from '../../src/publish/competing-tags.ts'
import { gatherTag } from '../../src/publish/gather-facts.ts'
import { applyRules } from '../../src/tags/apply-rules.ts'
import { compileRules, type TagRules } from '../../src/tags/compile-rules.ts'
import { namesForBranch } from '../../src/tags/other-names.ts'
import { createFakeSource } from '../helpers/source.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

type Image = Omit<ImageFacts, 'digest'>
type Action = { readonly kind: 'push' | 'pull' | 'delete'; readonly branch: number }

/** A repository with branches, and the images under its tags. */
function makeWorld(rules: TagRules, forwardOnly: boolean) {
  const live = new Set(['main'])
  const tips: Record<string, string> = {}
  const tags = new Map<string, Image>()
  let commits = 0

  /** Publishes the tags of the branch; returns them. */
  async function run(kind: 'push' | 'pull', branch: string): Promise<readonly PlannedTag[]> {
    live.add(branch)
    const revision = String(++commits)
    tips[branch] = revision
    const trigger =
      kind === 'push'
        ? makeTrigger({ ref: `refs/heads/${branch}`, sha: revision, revision })
        : makePull({ sha: revision, revision }, { headRef: branch, headSha: revision })
    const planned = applyRules(trigger, rules).tags
    for (const tag of planned) await publish(trigger, tag)
    return planned
  }

  async function publish(trigger: Trigger, tag: PlannedTag): Promise<void> {
    const guards = { overwrite: false, forwardOnly, requireSignedTag: false }
    const pulls = { 7: String(commits) }
    const request = {
      registry: { headManifest: async () => (tags.has(tag.name) ? { digest: 'existing' } : undefined) },
      readImage: async () => ({ digest: 'existing', ...tags.get(tag.name) }),
      source: createFakeSource({ tips, pulls, branches: [...live] }),
      ...{ trigger, plans: [], guards },
      namesFor: () => ({ tags: [], version: '', warnings: [] }),
      namesForBranch: (branch: string) => namesForBranch(trigger, rules, branch),
    }
    const facts = await gatherTag(request, {
      target: 'image',
      repository: parseRepository('r.test/app'),
      tag,
    })
    const run = { isPullRequest: trigger.event === 'pull_request', revision: trigger.revision }
    const { kind } = decideTag(facts, run, guards)
    if (kind !== 'create' && kind !== 'move') return
    const labels = describeRun(trigger, [tag])
    const branch = labels['dev.tagboat.branch'] ?? ''
    tags.set(tag.name, { event: trigger.event, branch, revision: trigger.revision, head: trigger.revision })
  }
  return { live, tags, run }
}

const pair = fc.constantFrom(
  ['release/1.x', 'release-1.x'],
  ['#fix', 'fix'],
  ['@fix', '@/fix'],
  ['a/b/c', 'a-b/c'],
  ['a b', 'a,b'],
) satisfies fc.Arbitrary<string[]>
const rules = fc.constantFrom(
  [],
  ['type=ref,event=branch', 'type=ref,event=pr-branch'],
  ['type=raw,value=x-{{branch}}', 'type=ref,event=pr-branch,prefix=x-'],
  ['type=ref,event=branch,prefix=b-', 'type=ref,event=pr-branch,prefix=b-'],
  ['type=ref,event=branch,suffix=-{{target}}', 'type=ref,event=pr-branch,suffix=-{{target}}'],
)
const actions = fc.array(
  fc.record<Action>({
    kind: fc.constantFrom('push', 'push', 'pull', 'pull', 'delete'),
    branch: fc.nat({ max: 1 }),
  }),
  { minLength: 1, maxLength: 12 },
)

/** A tag that another branch may have too; the other tags of a run do not depend on branches. */
const isShared = ({ fromRef }: PlannedTag) => fromRef?.branch !== undefined

test('a tag holds the image of its first branch as long as that branch exists', async () => {
  const property = fc.asyncProperty(
    ...([pair, rules, actions, fc.boolean()] as const),
    async (names, lines, actions, forwardOnly) => {
      const world = makeWorld(
        compileRules({ tags: lines, flavor: [], options: { target: 't' } }),
        forwardOnly,
      )
      const owners = new Map<string, string | undefined>()
      for (const { kind, branch } of actions) {
        const name = names[branch] ?? ''
        if (kind === 'delete') {
          world.live.delete(name)
          continue
        }
        for (const tag of (await world.run(kind, name)).filter(isShared)) {
          const holder = world.tags.get(tag.name)?.branch
          const owner = owners.get(tag.name)
          if (owner !== undefined && world.live.has(owner)) expect(holder).toBe(owner)
          // A push takes the tag of a deleted branch.
          else if (kind === 'push') expect(holder).toBe(name)
          owners.set(tag.name, holder)
        }
      }
    },
  )
  await fc.assert(property, { numRuns: 300 })
})

test('a pull request never replaces the image of a push', async () => {
  const property = fc.asyncProperty(pair, rules, actions, async (names, lines, actions) => {
    const world = makeWorld(compileRules({ tags: lines, flavor: [], options: { target: 't' } }), true)
    for (const { kind, branch } of actions) {
      if (kind === 'delete') world.live.delete(names[branch] ?? '')
      else {
        const before = new Map(world.tags)
        const planned = await world.run(kind, names[branch] ?? '')
        for (const { name } of kind === 'pull' ? planned.filter(isShared) : []) {
          if (before.get(name)?.event === 'push') expect(world.tags.get(name)).toEqual(before.get(name))
        }
      }
    }
  })
  await fc.assert(property, { numRuns: 300 })
})

describe('findRival', () => {
  const find = (
    trigger: Trigger,
    name: string,
    branch: string | undefined,
    branches?: readonly string[],
    { tags = [], ...image }: { tags?: readonly string[] } & Pick<Image, 'revision' | 'version'> = {},
  ) => {
    const rules = compileRules({ tags, flavor: [] })
    const tag = applyRules(trigger, rules).tags.find((tag) => tag.name === name)
    if (tag === undefined) throw new Error(`${name} is not planned.`)
    const source = createFakeSource({ ...(branches && { branches }) })
    const request = {
      ...{ trigger, source, registry: { headManifest: async () => undefined }, plans: [] },
      readImage: async () => ({ digest: '' }),
      guards: { overwrite: false, forwardOnly: true, requireSignedTag: false },
      namesFor: () => ({ tags: [], version: '', warnings: [] }),
      namesForBranch: (other: string, _: string, commit: Pick<Image, 'revision'>) =>
        namesForBranch(trigger, rules, other, commit),
    }
    const published = { ...(branch !== undefined && { branch }), ...image }
    const repository = parseRepository('ghcr.io/acme/app')
    return findRival(request, { target: 'image', repository, tag }, published).then((rival) => [
      rival,
      source.asked.length,
    ])
  }
  const on = (name: string) => makeTrigger({ ref: `refs/heads/${name}` })
  const tag = makeTrigger({ ref: 'refs/tags/fix-x' })

  test.each<[title: string, given: Parameters<typeof find>, expected: unknown[]]>([
    ['finds an existing branch', [on('#fix'), 'fix', 'fix', ['fix']], [{ branch: 'fix', exists: true }, 1]],
    ['finds a deleted branch', [on('#fix'), 'fix', 'fix', ['main']], [{ branch: 'fix', exists: false }, 1]],
    [
      'finds a branch that may exist if the branches cannot be read',
      [on('#fix'), 'fix', 'fix'],
      [{ branch: 'fix', exists: { why: 'no source answers for branches' } }, 1],
    ],
    [
      'finds the default branch for a pull request',
      [makePull({}, { headRef: '#main' }), 'main', 'main', ['main']],
      [{ branch: 'main', exists: true }, 1],
    ],
    ['ignores the branch of the run', [on('fix'), 'fix', 'fix', ['fix']], [undefined, 0]],
    [
      'finds none for an image that does not name its branch',
      [on('fix'), 'fix', undefined, ['fix']],
      [undefined, 0],
    ],
    ['finds none for an image that was built for no branch', [on('fix'), 'fix', '', ['fix']], [undefined, 0]],
    [
      'ignores a branch with another tag, whose image was reused',
      [on('fix'), 'fix', 'main', ['main']],
      [undefined, 0],
    ],
    [
      'finds none for a tag that the workflow spells out (latest)',
      [on('main'), 'latest', 'latest', ['latest']],
      [undefined, 0],
    ],
    [
      'finds a branch that has the tag at the commit of its image',
      [
        on(`main-${'ab'.repeat(3)}a`),
        `main-${'ab'.repeat(3)}a`,
        'main',
        ['main'],
        { tags: ['type=ref,event=branch', 'type=raw,value={{branch}}-{{sha}}'], revision: 'ab'.repeat(20) },
      ],
      [{ branch: 'main', exists: true }, 1],
    ],
    [
      'finds a branch that has the tag by a rule that is disabled here',
      [
        on('prod'),
        'prod',
        'main',
        ['main'],
        { tags: ['type=ref,event=branch', 'type=raw,value=prod,enable=false'] },
      ],
      [{ branch: 'main', exists: true }, 1],
    ],
    [
      'finds none for a tag of a rule that applies here too',
      [on('prod'), 'prod', 'main', ['main'], { tags: ['type=ref,event=branch', 'type=raw,value=prod'] }],
      [undefined, 0],
    ],
    [
      'finds a branch whose image has the tag as its first tag',
      [on('main-20240101'), 'main-20240101', 'main', ['main'], { version: 'main-20240101' }],
      [{ branch: 'main', exists: true }, 1],
    ],
    [
      'ignores a branch whose image has another first tag',
      [on('fix'), 'fix', 'main', ['main'], { version: 'main' }],
      [undefined, 0],
    ],
    ['finds none for the default branch', [on('main'), 'main', '#main', ['#main']], [undefined, 0]],
    ['finds none for a pull request’s own tag', [makePull(), 'pr-7', 'fix', ['fix']], [undefined, 0]],
    [
      'finds a branch that has the tag of a git tag',
      [tag, 'fix-x', 'fix/x', ['fix/x']],
      [{ branch: 'fix/x', exists: true }, 1],
    ],
  ])('%s', async (_, given, expected) => expect(await find(...given)).toEqual(expected))
})
