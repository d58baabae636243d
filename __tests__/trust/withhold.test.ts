import { resolveDefaultContext } from '../../src/docker/default-context.ts'
import { describeSecrets, describeTarget } from '../../src/docker/describe-target.ts'
import { buildsOf } from '../../src/inputs/builds.ts'
import { listWithheld, withholdInputs } from '../../src/trust/withhold.ts'
import { makeInputs } from '../helpers/inputs.ts'
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
