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
])('%s has the registry %s', (server, registry) => {
  expect(serverRegistry(server)).toBe(registry)
})

test('the image of a repository is small, as registries want it', () => {
  const repository = { ...makeTrigger().repository, owner: 'Acme', name: 'My.App' }
  expect(defaultImage(makeTrigger({ repository }))).toBe('ghcr.io/acme/my.app')
})

test.each<{ name: string; images: string; expected: string[] }>([
  { name: 'without images, this server’s', images: '', expected: ['ghcr.io/acme/app'] },
  {
    name: 'in the order in which they stand',
    images: 'quay.io/a/b\nghcr.io/a/b',
    expected: ['quay.io/a/b', 'ghcr.io/a/b'],
  },
  {
    name: 'each once, however it is written',
    images: 'acme/app\ndocker.io/acme/app\nACME/app',
    expected: ['docker.io/acme/app'],
  },
])('repositories: $name', ({ images, expected }) => {
  const names = makePlan({ images }).repositories.map(({ host, path }) => `${host}/${path}`)
  expect(names).toEqual(expected)
})

test('every image name that is none is told', () => {
  const problems = problemsOf(() => makePlan({ images: 'acme/a b\nghcr.io/x\nacme/app:1' }))
  expect(codes(problems)).toEqual(['image-name', 'image-name'])
})

test('references are every tag on every repository', () => {
  const plan = makePlan({ images: 'a/b\nquay.io/c/d' }, makeTrigger(), makeTags('1.2.3', 'latest'))
  expect(references(plan)).toEqual(['a/b:1.2.3', 'a/b:latest', 'quay.io/c/d:1.2.3', 'quay.io/c/d:latest'])
})

test('what is gone gets no tags, whatever rules there are', () => {
  const plan = makePlan({ tags: 'type=raw,value=x' }, makePull({ action: 'closed' }))
  expect([plan.intent.kind, plan.tags, plan.version]).toEqual(['nothing', [], ''])
})

describe('without a tag', () => {
  const none = makeTags()
  test('a run that would push builds only, and says why', () => {
    expect(makePlan({}, makeTrigger(), none).intent).toEqual({
      kind: 'build',
      reason: 'no tag is planned for it',
    })
  })

  test.each<[name: string, texts: Texts, said: string]>([
    ['the default tags', {}, "event 'push' on branch 'main' gets no tag by default"],
    [
      'a person’s rules',
      { tags: 'type=semver,pattern={{version}}' },
      'gets no tag from the rules in input tags',
    ],
  ])('push: true is an error that names %s', (_, texts, said) => {
    const problems = problemsOf(() => makePlan({ push: 'true', ...texts }, makeTrigger(), none))
    expect(codes(problems)).toEqual(['no-tags'])
    expect(problems[0]?.what).toContain(said)
  })

  test('a pull request is named by its number', () => {
    const problems = problemsOf(() => makePlan({ push: 'true' }, makePull(), none))
    expect(problems[0]?.what).toContain('on pull request 7')
  })
})

describe('labels and annotations', () => {
  const title = 'org.opencontainers.image.title'
  test('a person’s labels win, name by name', () => {
    const { labels } = makePlan({ labels: `${title}=Mine\nextra=a=b\n"lines=one\ntwo"` })
    expect(labels).toMatchObject({
      [title]: 'Mine',
      extra: 'a=b',
      lines: 'one\ntwo',
      'org.opencontainers.image.version': 'main',
    })
  })

  test('labels stay as everyone knows them, annotations carry what guards need', () => {
    const { labels, annotations } = makePlan()
    expect(Object.keys(labels)).not.toContain('dev.tagboat.event')
    expect(annotations).toMatchObject({ ...labels, 'dev.tagboat.event': 'push' })
  })

  test.each([title, `index:${title}`, `manifest[linux/amd64]:${title}`])(
    'a person’s annotation %s takes the place of ours',
    (key) => {
      const { annotations, ownAnnotations } = makePlan({ annotations: `${key}=Mine` })
      expect(Object.keys(annotations)).not.toContain(title)
      expect(ownAnnotations).toEqual([{ key, value: 'Mine' }])
    },
  )

  test('expressions are filled in', () => {
    const { labels } = makePlan({ labels: 'branch={{branch}}' }, makeTrigger({ ref: 'refs/heads/topic' }))
    expect(labels).toMatchObject({ branch: 'topic' })
  })
})

test('a plan carries the warnings of its tags', () => {
  const tags = { ...makeTags('pr-7'), warnings: ['a warning'] }
  expect(makePlan({ push: 'true' }, makePull(), tags).warnings).toEqual(['a warning'])
})
