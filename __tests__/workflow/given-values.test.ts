import { readGivenValues } from '../../src/workflow/given-values.ts'
import { mayStepSet } from '../../src/workflow/leave-out.ts'
import { codes } from '../helpers/problems.ts'

describe('values that the user gives for expressions', () => {
  it.each<[title: string, item: string, values: Readonly<Record<string, string>>]>([
    ['A value follows the name', 'vars.IMAGE=a=b', { 'vars.IMAGE': 'a=b' }],
    ['A value may be empty', 'vars.IMAGE=', { 'vars.IMAGE': '' }],
    ['A longer name is possible', 'needs.a.outputs.b=x', { 'needs.a.outputs.b': 'x' }],
    ['A name alone has the value of the variable', 'vars.IMAGE', { 'vars.IMAGE': 'from-env' }],
  ])('%s', (_, item, values) => {
    const given = readGivenValues([], [item], { IMAGE: 'from-env' })
    expect([Object.fromEntries(given.values), given.problems]).toEqual([values, []])
  })

  it('A secret comes from the variable of its name, and is listed for masking', () => {
    const given = readGivenValues([], ['secrets.NPM_TOKEN'], { NPM_TOKEN: 'hunter2' })
    expect([Object.fromEntries(given.values), given.secrets]).toEqual([
      { 'secrets.NPM_TOKEN': 'hunter2' },
      ['hunter2'],
    ])
  })

  it.each<[title: string, matrix: readonly string[], values: readonly string[]]>([
    ['A secret on the command line is refused', [], ['secrets.A=hunter2']],
    ['A variable that is not set is an error', [], ['secrets.A']],
    ['A name without a context is an error', [], ['IMAGE=hunter2']],
    ['A key of the matrix needs a value', ['app'], []],
  ])('%s', (_, matrix, values) => {
    const { problems } = readGivenValues(matrix, values, {})
    expect(codes(problems)).toEqual(['workflow-value'])
    expect(JSON.stringify(problems)).not.toContain('hunter2')
  })
})

describe('variables that a step sets', () => {
  it.each(['VERSION', 'DOCKER_METADATA_SHORT_SHA_LENGTH', 'SOURCE_DATE_EPOCH', 'NPM_TOKEN', 'app_name'])(
    '%s reaches the build',
    (name) => {
      expect(mayStepSet(name)).toBe(true)
    },
  )

  it.each([
    'PATH',
    'HOME',
    'LD_PRELOAD',
    'DYLD_INSERT_LIBRARIES',
    'NODE_OPTIONS',
    'DOCKER_HOST',
    'DOCKER_CONFIG',
    'GIT_SSH_COMMAND',
    'HTTPS_PROXY',
    'https_proxy',
    'SSL_CERT_FILE',
    'BUILDX_CONFIG',
    'BASH_ENV',
    'AWS_CONFIG_FILE',
    'CLOUDSDK_PYTHON',
    'GOOGLE_EXTERNAL_ACCOUNT_ALLOW_EXECUTABLES',
    'KUBECONFIG',
    'PYTHONPATH',
    'OPENSSL_CONF',
    'OTEL_EXPORTER_OTLP_ENDPOINT',
    'GCONV_PATH',
    'NETRC',
    'GH_TOKEN',
    'GITHUB_ACTIONS',
    'CI',
    'a b',
  ])('%s cannot choose what the command runs', (name) => {
    expect(mayStepSet(name)).toBe(false)
  })
})
