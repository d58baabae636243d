import { findArtifactService } from '../../src/digests/artifact-service.ts'

const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString('base64url')
const tokenFor = (claims: unknown) => `${encode({ alg: 'RS256' })}.${encode(claims)}.signature`
const token = tokenFor({ scp: 'Actions.ExampleScope Actions.Results:run-id:job-id' })
const env = {
  ACTIONS_RESULTS_URL: 'https://results-receiver.actions.githubusercontent.com/some/path',
  ACTIONS_RUNTIME_TOKEN: token,
}

test('the runner’s variables give the address and the run', () => {
  expect(findArtifactService(env)).toEqual({
    origin: 'https://results-receiver.actions.githubusercontent.com',
    token,
    run: 'run-id',
    job: 'job-id',
    longestRetention: undefined,
  })
})

test.each([
  ['https://github.com', true],
  ['https://acme.ghe.com', true],
  ['http://github.localhost', true],
  ['https://github.example.com', false],
  ['https://github.com.example', false],
  ['https://notghe.com', false],
  ['http://gitea:3000', false],
  ['nonsense', false],
])('on %s a service exists: %s', (GITHUB_SERVER_URL, isThere) => {
  expect(typeof findArtifactService({ ...env, GITHUB_SERVER_URL }) !== 'string').toBe(isThere)
})

test.each<[string, Record<string, string | undefined>]>([
  ['no address', { ACTIONS_RESULTS_URL: undefined }],
  ['an invalid address', { ACTIONS_RESULTS_URL: 'file:///etc' }],
  ['no token', { ACTIONS_RUNTIME_TOKEN: '' }],
  ['a token that is not a JWT', { ACTIONS_RUNTIME_TOKEN: 'abc' }],
  ['a token with other scopes', { ACTIONS_RUNTIME_TOKEN: tokenFor({ scp: 'Actions.ExampleScope' }) }],
  ['a token with an incomplete id', { ACTIONS_RUNTIME_TOKEN: tokenFor({ scp: 'Actions.Results:run' }) }],
])('without a service: %s', (_, over) =>
  expect(typeof findArtifactService({ ...env, ...over })).toBe('string'),
)

test.each([
  ['5', 5],
  ['', undefined],
  ['x', undefined],
  ['0', undefined],
])('GITHUB_RETENTION_DAYS %j limits the retention', (GITHUB_RETENTION_DAYS, longestRetention) => {
  expect(findArtifactService({ ...env, GITHUB_RETENTION_DAYS })).toMatchObject({ longestRetention })
})
