import { references } from '../../src/plan/plan.ts'
import { defaultImage, serverRegistry } from '../../src/plan/repositories.ts'
import type { Texts } from '../helpers/inputs.ts'
import { makePlan, makeTags } from '../helpers/plan.ts'
import { codes, problemsOf } from '../helpers/problems.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

test.each<[server: string, registry: string]>([
  ['https://github.com', 'ghcr.io'],
  ['https://GitHub.com', 'ghcr.io'],
  ['https://acme.ghe.com', 'containers.acme.ghe.com'],
  ['https://git.example.com', 'containers.git.example.com'],
  ['http://localhost:3000', 'containers.localhost:3000'],
])('the server %s has the registry %s', (server, registry) => {
  expect(serverRegistry(server)).toBe(registry)
})

test('the default image name is in lower case', () => {
  const repository = { ...makeTrigger().repository, owner: 'Acme', name: 'My.App' }
  expect(defaultImage(makeTrigger({ repository }))).toBe('ghcr.io/acme/my.app')
})

test("the default image name on another server is that of the server's registry", () => {
  const otherServer = { kind: 'gitlab', defaultImage: 'registry.example/Acme/app' } as const
  expect(defaultImage(makeTrigger({ otherServer }))).toBe('registry.example/acme/app')
})

test.each([
  [
    'gitlab',
    'acme',
    'The image has no name: input images is not set, and the registry of https://git.example is unknown.',
    'Set images (--images). In GitLab CI the default is CI_REGISTRY_IMAGE, which needs the container registry of the project.',
  ],
  [
    'other',
    'acme',
    'The image has no name: input images is not set, and the registry of https://git.example is unknown.',
    'Set images: --images REGISTRY/NAME. For a GitHub Enterprise Server set GH_HOST to its host.',
  ],
  [
    'other',
    '',
    'The image has no name: input images is not set, and the working copy has no remote that names a repository.',
    'Set images: --images REGISTRY/NAME. For a GitHub Enterprise Server set GH_HOST to its host.',
  ],
] as const)(
  'without a default image name on the server %s of owner %j the error says what to set',
  (kind, owner, what, fix) => {
    const trigger = makeTrigger({
      serverUrl: 'https://git.example',
      repository: { owner, name: 'app', url: '' },
      otherServer: { kind },
    })
    expect(problemsOf(() => defaultImage(trigger))).toMatchObject([{ code: 'no-default-image', what, fix }])
    expect(makePlan({ images: 'quay.io/a/b' }, trigger).repositories).toHaveLength(1)
  },
)

test.each<{ name: string; images: string; expected: string[] }>([
  { name: 'default to the registry of the server', images: '', expected: ['ghcr.io/acme/app'] },
  {
    name: 'keep the order of input images',
    images: 'quay.io/a/b\nghcr.io/a/b',
    expected: ['quay.io/a/b', 'ghcr.io/a/b'],
  },
  {
    name: 'are unique, despite different spellings',
    images: 'acme/app\ndocker.io/acme/app\nACME/app',
    expected: ['docker.io/acme/app'],
  },
])('repositories $name', ({ images, expected }) => {
  const names = makePlan({ images }).repositories.map(({ host, path }) => `${host}/${path}`)
  expect(names).toEqual(expected)
})

test('every invalid image name is reported', () => {
  const problems = problemsOf(() => makePlan({ images: 'acme/a b\nghcr.io/x\nacme/app:1' }))
  expect(codes(problems)).toEqual(['image-name', 'image-name'])
})

test('references combine every repository with every tag', () => {
  const plan = makePlan({ images: 'a/b\nquay.io/c/d' }, makeTrigger(), makeTags('1.2.3', 'latest'))
  expect(references(plan)).toEqual(['a/b:1.2.3', 'a/b:latest', 'quay.io/c/d:1.2.3', 'quay.io/c/d:latest'])
})

test('a closed pull request gets no tags from any rule', () => {
  const plan = makePlan({ tags: 'type=raw,value=x' }, makePull({ action: 'closed' }))
  expect([plan.intent.kind, plan.tags, plan.version]).toEqual(['nothing', [], ''])
})

describe('a run without tags', () => {
  const none = makeTags()
  test('builds instead of pushing, with the reason', () => {
    expect(makePlan({}, makeTrigger(), none).intent).toEqual({
      kind: 'build',
      reason: 'no tag is planned for it',
    })
  })

  test.each<[name: string, texts: Texts, message: string]>([
    ['the default tags', {}, "event 'push' on branch 'main' gets no tag by default"],
    [
      'the rules in input tags',
      { tags: 'type=semver,pattern={{version}}' },
      'gets no tag from the rules in input tags',
    ],
  ])('is an error with push: true that names %s', (_, texts, message) => {
    const problems = problemsOf(() => makePlan({ push: 'true', ...texts }, makeTrigger(), none))
    expect(codes(problems)).toEqual(['no-tags'])
    expect(problems[0]?.what).toContain(message)
  })

  test('is an error that names the pull request', () => {
    const problems = problemsOf(() => makePlan({ push: 'true' }, makePull(), none))
    expect(problems[0]?.what).toContain('on pull request 7')
  })
})

describe('labels and annotations', () => {
  const title = 'org.opencontainers.image.title'
  test('input labels override the defaults by key', () => {
    const { labels } = makePlan({ labels: `${title}=Mine\nextra=a=b\n"lines=one\ntwo"` })
    expect(labels).toMatchObject({
      [title]: 'Mine',
      extra: 'a=b',
      lines: 'one\ntwo',
      'org.opencontainers.image.version': 'main',
    })
  })

  test('annotations have the keys for guards, and labels do not', () => {
    const { labels, annotations } = makePlan()
    expect(Object.keys(labels)).not.toContain('dev.tagboat.event')
    expect(annotations).toMatchObject({ ...labels, 'dev.tagboat.event': 'push' })
  })

  test.each([title, `index:${title}`, `manifest[linux/amd64]:${title}`])(
    'input annotation %s replaces the default',
    (key) => {
      const { annotations, ownAnnotations } = makePlan({ annotations: `${key}=Mine` })
      expect(Object.keys(annotations)).not.toContain(title)
      expect(ownAnnotations).toEqual([{ key, value: 'Mine' }])
    },
  )

  test('expressions in labels are filled in', () => {
    const { labels } = makePlan({ labels: 'branch={{branch}}' }, makeTrigger({ ref: 'refs/heads/topic' }))
    expect(labels).toMatchObject({ branch: 'topic' })
  })
})

test('a plan includes the warnings of its tags', () => {
  const tags = { ...makeTags('pr-7'), warnings: ['a warning'] }
  expect(makePlan({ push: 'true' }, makePull(), tags).warnings).toEqual(['a warning'])
})
