import { resolveDefaultContext } from '../../src/definition/default-context.ts'
import { describeSecrets, describeTarget } from '../../src/definition/describe-target.ts'
import { buildsOf } from '../../src/inputs/builds.ts'
import { planLogins } from '../../src/session/registry-login.ts'
import { listWithheld, withholdInputs, withholdsVariable } from '../../src/trust/withhold.ts'
import { connection, identityEnv } from '../helpers/identity-providers.ts'
import { makeInputs } from '../helpers/inputs.ts'
import { makePlan } from '../helpers/plan.ts'
import { makeTrigger } from '../helpers/trigger.ts'

test('no item of builds keeps a secret, a key or the token of {{defaultContext}}', () => {
  const { repository } = makeTrigger()
  const inputs = resolveDefaultContext(
    makeInputs({
      builds: '- name: app\n- name: sub\n  context: "{{defaultContext}}:sub"',
      context: '{{defaultContext}}',
      'github-token': 'canary-token',
      secrets: 'one=canary-value',
      ssh: 'default=canary-key',
      'cache-to': 'type=gha,scope={{target}}',
      network: 'host',
    }),
    makeTrigger({ repository: { ...repository, private: true } }),
  )
  expect(JSON.stringify(buildsOf(inputs))).toContain('canary')
  expect(listWithheld(inputs)).toContain('secrets (one, GIT_AUTH_TOKEN.github.com)')
  for (const { build } of buildsOf(withholdInputs(inputs))) {
    expect(JSON.stringify([build, describeSecrets(build)])).not.toContain('canary')
    expect(Object.keys(describeTarget(build, '/w', {}))).toEqual(['context'])
  }
})

test('a described builder does not share the machine’s network with untrusted code, on any node', () => {
  const inputs = makeInputs({
    'driver-opts': 'network=host\nimage=moby/buildkit:master',
    append:
      '- endpoint: other\n  driver-opts: [network=host]\n- endpoint: third\n  driver-opts: [network=mine]',
  })
  expect(listWithheld(inputs)).toContain('driver-opts network=host')
  const nodes = withholdInputs(inputs).describedBuilder?.nodes ?? []
  expect(nodes.map(({ driverOpts }) => driverOpts.map(({ key, value }) => `${key}=${value}`))).toEqual([
    ['image=moby/buildkit:master'],
    [],
    ['network=mine'],
  ])
})

test('untrusted code has no login by OIDC, and no child process can request an identity token', () => {
  const texts = { 'registry-auth': `- {registry: docker.io, username: acme, oidc: ${connection}}` }
  const inputs = makeInputs({ ...texts, 'github-token': 'ghs_token' }, identityEnv)
  expect(inputs.credentials).toHaveLength(1)
  const trigger = makeTrigger()
  expect(planLogins([makePlan({}, trigger)], withholdInputs(inputs), trigger)).toEqual([])
  expect(listWithheld(inputs)).toContain('all logins (of this step: docker.io)')
  expect(Object.keys(identityEnv).every(withholdsVariable(inputs))).toBe(true)
})
