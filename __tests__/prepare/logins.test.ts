import { singleTarget } from '../../src/bake/bake-target.ts'
import { describeTarget } from '../../src/definition/describe-target.ts'
import { checkLogins } from '../../src/prepare/logins.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeFiles } from '../helpers/ports.ts'
import { problemsIn } from '../helpers/problems.ts'

const login = { username: 'me', password: 's3cret' }
const elsewhere = { images: 'localhost:5501/acme/app', ...login }
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
  { name: 'an image on one other registry', texts: elsewhere },
  {
    name: 'several images on one other registry',
    texts: { ...elsewhere, images: 'x.io/a\nx.io/b' },
    host: 'x.io',
  },
  { name: 'the default image on this server’s registry', texts: login, host: 'ghcr.io' },
  { name: 'a base image on the same registry', texts: elsewhere, dockerfile: 'FROM localhost:5501/base\n' },
  { name: 'a computed base image', texts: elsewhere, dockerfile: 'ARG B\nFROM ${B}\n' },
  {
    name: 'a frontend of Docker Hub',
    texts: elsewhere,
    dockerfile: `# syntax=docker/dockerfile:1\n${scratch}`,
  },
  { name: 'a source on the same registry', texts: { ...elsewhere, from: 'localhost:5501/a:1' } },
  {
    name: 'an item of registry-auth without a registry',
    texts: { images: elsewhere.images, 'registry-auth': '- username: me\n  password: s3cret' },
  },
])('a login without a registry is an error with $name', async (row) => {
  const { texts, dockerfile = scratch, host = 'localhost:5501' } = row
  const problems = await problemsIn(() => check(texts, dockerfile))
  expect(problems).toMatchObject([{ code: 'login-registry' }])
  expect(problems[0]?.fix).toContain(`registry: ${host} `)
  expect(JSON.stringify(problems)).not.toContain('s3cret')
})

test.each<{ name: string; texts: Texts; dockerfile?: string }>([
  { name: 'the image', texts: { ...elsewhere, images: 'acme/app' } },
  { name: 'one of the images', texts: { ...elsewhere, images: 'acme/app\nx.io/a' } },
  { name: 'the source', texts: { ...elsewhere, from: 'acme/app:1' } },
  { name: 'a base image', texts: elsewhere, dockerfile: 'FROM alpine\n' },
  { name: 'a base image from a build argument', texts: elsewhere, dockerfile: 'ARG B=alpine\nFROM ${B}\n' },
  { name: 'the source of COPY --from', texts: elsewhere, dockerfile: `${scratch}COPY --from=busybox /x /\n` },
  {
    name: 'a named context',
    texts: { ...elsewhere, 'build-contexts': 'b=docker-image://alpine' },
    dockerfile: 'FROM b\n',
  },
  { name: 'a cache', texts: { ...elsewhere, 'cache-to': 'type=registry,ref=acme/app:cache' } },
  { name: 'a cache without a type', texts: { ...elsewhere, 'cache-from': 'acme/app:cache' } },
])(
  'a login without a registry is accepted with $name on Docker Hub',
  async ({ texts, dockerfile = scratch }) => {
    expect(await check(texts, dockerfile)).toEqual([])
  },
)

test.each<{ name: string; texts: Texts; dockerfile?: string | undefined }>([
  { name: 'a login with a registry', texts: { ...elsewhere, registry: 'quay.io' }, dockerfile: scratch },
  { name: 'a login to docker.io', texts: { ...elsewhere, registry: 'docker.io' }, dockerfile: scratch },
  {
    name: 'a login without a registry beside images on two registries',
    texts: { ...elsewhere, images: 'x.io/a\ny.io/b' },
    dockerfile: scratch,
  },
  {
    name: 'a login without a registry beside an unreadable Dockerfile',
    texts: elsewhere,
    dockerfile: undefined,
  },
  {
    name: 'a login without a registry beside a login for the images',
    texts: {
      images: elsewhere.images,
      'registry-auth':
        '- username: me\n  password: x\n- registry: localhost:5501\n  username: me\n  password: x',
    },
    dockerfile: scratch,
  },
])('a warning reports $name if it matches nothing', async ({ texts, dockerfile }) => {
  expect(await check(texts, dockerfile)).toEqual([
    expect.stringMatching(/^The login to \S+ matches no image/),
  ])
})

test('an exported login needs no matching image, because later steps may use it', async () => {
  expect(await check({ ...elsewhere, registry: 'quay.io', 'export-login': 'true' }, scratch)).toEqual([])
})
