import { chooseLogins } from '../../src/session/own-login.ts'
import { createFakeExec } from '../helpers/fake-exec.ts'
import { makeInputs, type Texts } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { createFakeFiles, createFakeLog } from '../helpers/ports.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const entry = { auth: Buffer.from('ada:her password').toString('base64') }
const texts = { images: 'ghcr.io/acme/app', 'github-token': 'ghp_1' }

async function choose(config: object, env: Texts = {}, more: Texts = {}) {
  const log = createFakeLog()
  const { exec, lines } = createFakeExec(() => JSON.stringify({ Username: 'ada', Secret: 'her password' }))
  const files = createFakeFiles({
    '/docker/config.json': JSON.stringify(config),
    '/bin/docker-credential-keychain': '',
  })
  const all = { DOCKER_CONFIG: '/docker', PATH: '/bin', ...env }
  const inputs = { ...texts, ...more }
  const logins = await chooseLogins(
    { exec, files, log, env: all },
    [makePlan(inputs)],
    makeInputs(inputs),
    makeTrigger(),
  )
  return {
    logins: logins.map((login) => (login.kind === 'password' ? login.password : login.kind)),
    log,
    lines: lines(),
  }
}

test.each<{ title: string; config: object; env?: Texts; more?: Texts; expected: readonly string[] }>([
  { title: 'GitHub’s token logs in without another login', config: {}, expected: ['ghp_1'] },
  {
    title: 'docker login takes precedence over GitHub’s token',
    config: { auths: { 'ghcr.io': entry } },
    expected: [],
  },
  {
    title: 'a credential store takes precedence over GitHub’s token',
    config: { credsStore: 'keychain' },
    expected: [],
  },
  {
    title: 'DOCKER_AUTH_CONFIG takes precedence over GitHub’s token',
    config: {},
    env: { DOCKER_AUTH_CONFIG: JSON.stringify({ auths: { 'ghcr.io': entry } }) },
    expected: [],
  },
  {
    title: 'a docker login to another registry does not replace GitHub’s token',
    config: { auths: { 'quay.io': entry } },
    expected: ['ghp_1'],
  },
  {
    title: 'a credential store that does not exist does not replace GitHub’s token',
    config: { credsStore: 'missing' },
    expected: ['ghp_1'],
  },
  {
    title: 'on GitHub’s runner the token takes precedence',
    config: { auths: { 'ghcr.io': entry } },
    env: { GITHUB_ACTIONS: 'true' },
    expected: ['ghp_1'],
  },
  {
    title: 'a login of the inputs takes precedence over both',
    config: { auths: { 'ghcr.io': entry } },
    more: { registry: 'ghcr.io', username: 'ada', password: 'given' },
    expected: ['given'],
  },
])('$title', async ({ config, env, more, expected }) => {
  expect((await choose(config, env, more)).logins).toEqual(expected)
})

test('the password of a credential store is masked', async () => {
  expect((await choose({ credsStore: 'keychain' })).log.masks).toContain('her password')
})

test('without a token no store is read', async () => {
  expect((await choose({ credsStore: 'keychain' }, {}, { 'github-token': '' })).lines).toEqual([])
})
