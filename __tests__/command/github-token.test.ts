import { isGitHubServer, limitToken } from '../../src/command/github-token.ts'
import type { Env } from '../../src/ports/ports.ts'
import type { TriggerPorts } from '../../src/trigger/read-trigger.ts'
import { makeTrigger } from '../helpers/trigger.ts'

test.each([
  ['https://github.com', true],
  ['https://acme.ghe.com', true],
  ['https://gitlab.com', false],
  ['https://github.com.example', false],
  ['https://evil.example/github.com', false],
  ['http://github.com', false],
  ['https://a.b.ghe.com', false],
])('GitHub serves %s: %s', (url, expected) => expect(isGitHubServer(url)).toBe(expected))

const readToken = async (serverUrl: string, env: Env): Promise<readonly string[]> => {
  const limited = limitToken(env, {
    raw: (name) => (name === 'github-token' ? 'ghp_secret' : 'other'),
    readTrigger: async () => ({ trigger: makeTrigger({ serverUrl }), warnings: [] }),
  })
  const before = limited.raw('github-token')
  const ports: Partial<TriggerPorts> = {}
  // @ts-expect-error The fake reads no port.
  await limited.readTrigger(ports, '/w', undefined)
  return [before, limited.raw('github-token'), limited.raw('images')]
}

test('the token is given for a repository on GitHub, once the repository is known', async () => {
  expect(await readToken('https://github.com', {})).toEqual(['', 'ghp_secret', 'other'])
})

test('the token is not given for a repository on another server', async () => {
  expect(await readToken('https://gitlab.example', {})).toEqual(['', '', 'other'])
})

test('the token of a runner is for the server of the runner', async () => {
  const env = { GITHUB_ACTIONS: 'true' }
  expect(await readToken('https://github.example', env)).toEqual(['ghp_secret', 'ghp_secret', 'other'])
})
