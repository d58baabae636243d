import fc from 'fast-check'
import type { Follows, PlannedTag } from '../../src/model/planned-tag.ts'
import { TagboatError } from '../../src/model/tagboat-error.ts'
import { isDirtyName, makeDirty } from '../../src/plan/dirty-tags.ts'
import { references } from '../../src/plan/plan.ts'
import { makePlan } from '../helpers/plan.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const dirty = { isDirty: true, event: 'local', cause: { kind: 'local' } } as const
const images = 'ghcr.io/acme/app'

test.each<{ title: string; ref: string; tags?: string; expected: readonly string[] }>([
  {
    title: 'a branch is published as -dirty, without latest',
    ref: 'refs/heads/main',
    expected: [`${images}:main-dirty`],
  },
  {
    title: 'a commit is published as -dirty',
    ref: 'refs/heads/main',
    tags: 'type=sha',
    expected: [`${images}:sha-860c190-dirty`],
  },
  {
    title: 'a tag that the user writes is published as -dirty',
    ref: 'refs/heads/main',
    tags: 'test\n1.2.3\n1.2\nlatest',
    expected: [`${images}:test-dirty`],
  },
  {
    title: 'a full reference is published as -dirty in its own repository',
    ref: 'refs/heads/main',
    tags: 'quay.io/acme/app:test\nmain',
    expected: [`${images}:main-dirty`],
  },
  {
    title: 'a name that ends in -dirty stays as it is',
    ref: 'refs/heads/main',
    tags: 'test-dirty',
    expected: [`${images}:test-dirty`],
  },
  {
    title: 'a git tag that is not a version is published as -dirty',
    ref: 'refs/tags/rc-candidate',
    expected: [`${images}:rc-candidate-dirty`],
  },
  {
    title: 'a branch with latest in its name is not latest',
    ref: 'refs/heads/fix-latest',
    expected: [`${images}:fix-latest-dirty`],
  },
])('with uncommitted changes $title', ({ ref, tags = '', expected }) => {
  const plan = makePlan({ images, tags, push: 'true' }, makeTrigger({ ref, ...dirty }))
  expect(references(plan).filter((name) => name.startsWith(images))).toEqual(expected)
  expect(plan.labels['org.opencontainers.image.revision']).toBe(`${makeTrigger().revision}-dirty`)
  expect(plan.labels['org.opencontainers.image.version']).toBe(plan.tags[0]?.name)
})

test('a git tag with uncommitted changes is not published, because every tag is a release', () => {
  const plan = () => makePlan({ images, push: 'true' }, makeTrigger({ ref: 'refs/tags/v1.2.3', ...dirty }))
  expect(plan).toThrow(TagboatError)
  expect(plan).toThrow('[dirty-release]')
})

test('a push by digest has no tags, so that uncommitted changes at a git tag may be pushed', () => {
  const trigger = makeTrigger({ ref: 'refs/tags/v1.2.3', ...dirty })
  const plan = makePlan({ images, push: 'digest' }, trigger)
  expect(plan).toMatchObject({ tags: [], intent: { kind: 'push' } })
  expect(plan.labels['org.opencontainers.image.revision']).toMatch(/-dirty$/)
})

test('a dry run of a git tag with uncommitted changes plans no tag, and warns that a run would be refused', () => {
  const trigger = makeTrigger({ ref: 'refs/tags/v1.2.3', ...dirty })
  const plan = makePlan({ images, push: 'true', 'dry-run': 'true' }, trigger)
  expect(plan).toMatchObject({ tags: [], intent: { kind: 'build' } })
  expect(plan.warnings).toEqual([
    'This run would be refused: The working copy has uncommitted changes, and every tag of this run is a release or latest: 1.2.3. Commit the changes and tag the commit. To publish them under the name of a branch, use --ref BRANCH. [dirty-release]',
  ])
})

test('several tags that uncommitted changes may not have are left out in one warning', () => {
  const tags = 'type=semver,pattern={{version}}\ntype=semver,pattern={{major}}\ntype=raw,value=test'
  const trigger = makeTrigger({ ref: 'refs/tags/v1.2.3', ...dirty })
  const plan = makePlan({ images, tags, flavor: 'latest=false', push: 'true' }, trigger)
  expect(plan.warnings).toEqual([
    'Uncommitted changes are never published as a release or latest: 1.2.3, 1 are left out.',
  ])
})

test('a build of a git tag with uncommitted changes has the version with -dirty as its label', () => {
  const trigger = makeTrigger({ ref: 'refs/tags/v1.2.3', ...dirty })
  const plan = makePlan({ images, push: 'false' }, trigger)
  expect(plan.labels['org.opencontainers.image.version']).toBe('1.2.3-dirty')
  expect(plan.warnings).toEqual([])
})

test('an image of a registry that is promoted does not contain the uncommitted changes', () => {
  const inputs = { images, push: 'true', from: 'ghcr.io/acme/app:build' }
  expect(references(makePlan(inputs, makeTrigger(dirty)))).toEqual([`${images}:main`, `${images}:latest`])
})

test('names that are equal once they are cut for -dirty are planned once', () => {
  const tags = ['a', 'b'].map(
    (end): PlannedTag => ({ name: `${'x'.repeat(124)}${end}`, priority: 1, follows: { kind: 'run' } }),
  )
  const made = makeDirty({ tags, version: tags[0]?.name ?? '', warnings: [] })
  expect(made.tags.tags.map(({ name }) => name)).toEqual([`${'x'.repeat(122)}-dirty`])
})

const follows: fc.Arbitrary<Follows> = fc.oneof(
  fc.constantFrom<Follows>(
    { kind: 'release', scheme: 'semver', version: '1.2.3' },
    { kind: 'line', scheme: 'semver', version: '1.2.3' },
    { kind: 'commit' },
    { kind: 'run' },
    { kind: 'pull', number: 7 },
  ),
  fc.string().map((branch): Follows => ({ kind: 'branch', branch })),
)
const name = fc.oneof(
  fc.stringMatching(/^[A-Za-z0-9_][A-Za-z0-9._-]{0,127}$/),
  fc.constantFrom('latest', '1.2.3', 'v1', '1.2', 'latest-slim', '1.0rc1', 'main', 'x-dirty'),
)
const plannedTag: fc.Arbitrary<PlannedTag> = fc.record(
  { name, priority: fc.nat(), follows, fromRef: fc.record({ branch: fc.string() }, { requiredKeys: [] }) },
  { requiredKeys: ['name', 'priority', 'follows'] },
)

test('whatever is planned, uncommitted changes are never published as a release, a line of versions or latest', () => {
  fc.assert(
    fc.property(fc.array(plannedTag), (tags) => {
      const made = makeDirty({ tags, version: tags[0]?.name ?? '', warnings: [] })
      for (const tag of made.tags.tags) {
        expect(isDirtyName(tag.name)).toBe(true)
        expect(tag.name.length).toBeLessThanOrEqual(128)
        expect(tag.follows).toEqual({ kind: 'run' })
      }
      const releases = tags.filter(({ follows: { kind } }) => kind === 'release' || kind === 'line')
      expect(made.withheld).toEqual(expect.arrayContaining(releases.map((tag) => tag.name)))
      for (const literal of tags.filter(({ fromRef }) => fromRef?.branch === undefined))
        if (literal.name === 'latest') expect(made.withheld).toContain('latest')
    }),
  )
})
