import { singleTarget } from '../../src/bake/bake-target.ts'
import { describeTarget } from '../../src/docker/describe-target.ts'
import { checkLogins } from '../../src/prepare/logins.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeFiles } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const login = { username: 'me', password: 's3cret' }
const there = { images: 'localhost:5501/acme/app', ...login }
const scratch = 'FROM scratch\n'

/** Checks a step in `/w` with this Dockerfile. */
function check(texts: Texts, dockerfile: string | undefined) {
  const inputs = makeInputs(texts)
  const plan = makePlan(texts)
  const targets = new Map([[singleTarget, describeTarget(inputs.build, '/w', {})]])
  const files = createFakeFiles(dockerfile === undefined ? {} : { '/w/Dockerfile': dockerfile })
  const definition = { targets, chosen: [singleTarget] }
  const step = { inputs, plans: [plan], definition, intent: plan.intent, workspace: '/w' }
  return checkLogins(files, { ...step, ownPlatform: 'linux/amd64' })
}

test.each<{ name: string; texts: Texts; dockerfile?: string; host?: string }>([
  { name: 'images on one other registry', texts: there },
  { name: 'several images there', texts: { ...there, images: 'x.io/a\nx.io/b' }, host: 'x.io' },
  { name: 'no images, which means this server’s registry', texts: login, host: 'ghcr.io' },
  { name: 'a base image there, too', texts: there, dockerfile: 'FROM localhost:5501/base\n' },
  { name: 'a computed base image', texts: there, dockerfile: 'ARG B\nFROM ${B}\n' },
  { name: 'a frontend of Docker Hub', texts: there, dockerfile: `# syntax=docker/dockerfile:1\n${scratch}` },
  { name: 'a source there', texts: { ...there, from: 'localhost:5501/a:1' } },
  {
    name: 'an item of registry-auth without a registry',
    texts: { images: there.images, 'registry-auth': '- username: me\n  password: s3cret' },
  },
])('a login without a registry beside $name is an error', async (row) => {
  const { texts, dockerfile = scratch, host = 'localhost:5501' } = row
  const problems = await problemsIn(() => check(texts, dockerfile))
  expect(problems).toMatchObject([{ code: 'login-registry' }])
  expect(problems[0]?.fix).toContain(`registry: ${host} `)
  expect(JSON.stringify(problems)).not.toContain('s3cret')
})

test.each<{ name: string; texts: Texts; dockerfile?: string }>([
  { name: 'an image', texts: { ...there, images: 'acme/app' } },
  { name: 'one of the images', texts: { ...there, images: 'acme/app\nx.io/a' } },
  { name: 'a source', texts: { ...there, from: 'acme/app:1' } },
  { name: 'a base image', texts: there, dockerfile: 'FROM alpine\n' },
  { name: 'a base image by an argument', texts: there, dockerfile: 'ARG B=alpine\nFROM ${B}\n' },
  { name: 'what is copied from', texts: there, dockerfile: `${scratch}COPY --from=busybox /x /\n` },
  {
    name: 'a named context',
    texts: { ...there, 'build-contexts': 'b=docker-image://alpine' },
    dockerfile: 'FROM b\n',
  },
  { name: 'a cache', texts: { ...there, 'cache-to': 'type=registry,ref=acme/app:cache' } },
  { name: 'a cache by its name', texts: { ...there, 'cache-from': 'acme/app:cache' } },
])(
  'a login without a registry is for Docker Hub, where $name is',
  async ({ texts, dockerfile = scratch }) => {
    expect(await check(texts, dockerfile)).toEqual([])
  },
)

test.each<{ name: string; texts: Texts; dockerfile?: string | undefined }>([
  { name: 'an explicit one', texts: { ...there, registry: 'quay.io' }, dockerfile: scratch },
  { name: 'Docker Hub by its name', texts: { ...there, registry: 'docker.io' }, dockerfile: scratch },
  {
    name: 'one without a registry, images on two',
    texts: { ...there, images: 'x.io/a\ny.io/b' },
    dockerfile: scratch,
  },
  { name: 'one without a registry, a Dockerfile that cannot be read', texts: there, dockerfile: undefined },
  {
    name: 'one without a registry beside a login for the images',
    texts: {
      images: there.images,
      'registry-auth':
        '- username: me\n  password: x\n- registry: localhost:5501\n  username: me\n  password: x',
    },
    dockerfile: scratch,
  },
])('a warning: $name that matches nothing', async ({ texts, dockerfile }) => {
  expect(await check(texts, dockerfile)).toEqual([
    expect.stringMatching(/^The login to \S+ matches no image/),
  ])
})

test('an exported login is for later steps, and needs no image here', async () => {
  expect(await check({ ...there, registry: 'quay.io', 'export-login': 'true' }, scratch)).toEqual([])
})
