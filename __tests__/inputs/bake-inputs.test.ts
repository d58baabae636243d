import { readBakeInputs } from '../../src/inputs/bake-inputs.ts'
import { makeInputs, makeReader, type Texts } from '../helpers/inputs.ts'
import { problemsOf } from '../helpers/problems.ts'

const read = (texts: Texts) => {
  const reader = makeReader(texts)
  return { bake: readBakeInputs(reader), problems: reader.problems }
}
const file = { 'bake-files': 'docker-bake.hcl' }

describe('reading bake inputs', () => {
  it.each<{ name: string; texts: Texts; expected: object | undefined }>([
    { name: 'gives nothing without inputs', texts: {}, expected: undefined },
    { name: 'gives nothing for comments alone', texts: { 'bake-files': '# none' }, expected: undefined },
    {
      name: 'reads a file without targets',
      texts: file,
      expected: { files: ['docker-bake.hcl'], targets: [], set: [], vars: [] },
    },
    {
      name: 'separates files and targets by commas and lines',
      texts: { 'bake-files': 'a.hcl,b.json\nsub/compose.yaml', targets: 'app, db\nweb-*' },
      expected: { files: ['a.hcl', 'b.json', 'sub/compose.yaml'], targets: ['app', 'db', 'web-*'] },
    },
    {
      name: 'accepts local files in the syntax of docker/bake-action',
      texts: { 'bake-files': './a.hcl\ncwd:///tmp/meta/bake.json\ncwd://b.hcl' },
      expected: { files: ['./a.hcl', '/tmp/meta/bake.json', 'b.hcl'] },
    },
    {
      name: 'accepts overrides with commas, equals signs and hashes',
      texts: {
        ...file,
        set: [
          '*.platform=linux/amd64,linux/arm64',
          'app.args.LIST=a,b=c#d',
          'web-?.args.A.B=${x}',
          '# a comment',
          '*.platform+=linux/s390x',
          'app.args.FROM_ENV',
          '*.cache-from=',
          '*.labels.a=b',
        ].join('\n'),
      },
      expected: {
        set: [
          '*.platform=linux/amd64,linux/arm64',
          'app.args.LIST=a,b=c#d',
          'web-?.args.A.B=${x}',
          '*.platform+=linux/s390x',
          'app.args.FROM_ENV',
          '*.cache-from=',
          '*.labels.a=b',
        ],
      },
    },
    {
      name: 'accepts variables with any value',
      texts: { ...file, vars: 'TAG=1.2\nLIST=a,b=c\nEMPTY=\nNODE_VERSION=24\nHTML=${x} %{y}' },
      expected: {
        vars: [
          { key: 'TAG', value: '1.2' },
          { key: 'LIST', value: 'a,b=c' },
          { key: 'EMPTY', value: '' },
          { key: 'NODE_VERSION', value: '24' },
          { key: 'HTML', value: '${x} %{y}' },
        ],
      },
    },
  ])('$name', ({ texts, expected }) => {
    const { bake, problems } = read(texts)
    expect(problems).toEqual([])
    if (expected === undefined) expect(bake).toBeUndefined()
    else expect(bake).toMatchObject(expected)
  })
})

const address = "' is an address. Check that repository out with actions/checkout"
const shape = "' is not of the form target.key=value."
const setByTagboat = "' sets what Tagboat sets itself. "
const takenName = "' would change how docker itself works. Give the variable another name"

describe('errors in bake inputs', () => {
  it.each<[input: string, text: string, message: string]>([
    ['bake-files', 'https://example.com/a.hcl', address],
    ['bake-files', 'https://github.com/acme/app.git#main', address],
    ['bake-files', 'git@github.com:acme/app.git', address],
    ['bake-files', 'github.com/acme/app', address],
    ['bake-files', '-', "' is not a path."],
    ['bake-files', 'cwd://', "' is not a path."],
    ['targets', 'https://github.com/acme/app.git', "' is not the name of a target."],
    ['targets', '--push', "' is not the name of a target."],
    ['targets', 'a b', "' is not the name of a target."],
    ['set', 'platform=linux/arm64', shape],
    ['set', 'app.platform', shape],
    ['set', 'app.args', shape],
    ['set', '.args.A=1', shape],
    ['set', '--push', shape],
    ['set', 'nothing', shape],
    ['set', '*.tags=acme/app:1', `${setByTagboat}Use the inputs images and tags.`],
    ['set', 'app.tags+=acme/app:1', `${setByTagboat}Use the inputs images and tags.`],
    ['set', '*.output=type=registry', `${setByTagboat}Input push says whether images are pushed.`],
    ['set', '*.output+=type=registry', setByTagboat],
    ['set', 'app.output=type=oci,dest=app.tar', setByTagboat],
    ['set', 'app.output=-', setByTagboat],
    ['set', '*.push=true', `${setByTagboat}Use input push.`],
    ['set', '*.load=true', `${setByTagboat}Use input load.`],
    ['set', '*.call=check', `${setByTagboat}Leave it out`],
    ['vars', 'TAG', "' is not of the form name=value."],
    ['vars', '1ST=x', "' is not the name of a variable."],
    ['vars', 'A B=x', "' is not the name of a variable."],
    ['vars', 'PATH=/x', takenName],
    ['vars', 'HOME=/x', takenName],
    ['vars', 'DOCKER_HOST=tcp://x', takenName],
    ['vars', 'DOCKER_CONFIG=/x', takenName],
    ['vars', 'BUILDX_BUILDER=x', takenName],
    ['vars', 'BUILDKIT_HOST=x', takenName],
    ['vars', 'LD_PRELOAD=x', takenName],
    ['vars', 'NODE_OPTIONS=x', takenName],
    ['vars', 'TAGBOAT_SECRET_0=x', takenName],
    ['vars', 'SSH_AUTH_SOCK=x', takenName],
  ])('reject %s %j', (input, text, message) => {
    const { problems } = read({ ...file, [input]: text })
    expect(problems.map(({ code, what, fix }) => `${code}: ${what} ${fix}`)).toEqual([
      expect.stringContaining(message),
    ])
    expect(problems[0]?.what).toContain(`Input ${input}: `)
  })

  it.each([
    ['targets', 'app'],
    ['set', 'app.args.A=b'],
    ['vars', 'A=b'],
  ])('reject %s without bake-files', (input, text) => {
    const { bake, problems } = read({ [input]: text })
    expect(bake).toBeUndefined()
    expect(problems).toContainEqual({
      code: 'input-missing',
      what: `Input bake-files is missing: ${input} is for the images of a bake file.`,
      fix: 'Name the bake file there, for example docker-bake.hcl.',
    })
  })
})

describe('inputs beside bake-files', () => {
  it.each<[input: string, text: string, instead: string]>([
    ['platforms', 'linux/arm64', '*.platform=linux/amd64,linux/arm64'],
    ['build-args', 'TOKEN=s3cret', '*.args.NAME=value'],
    ['secrets', 'token=s3cret', '*.secrets=id=NAME,env=VARIABLE'],
    ['secret-envs', 'token=TOKEN', '*.secrets=id=NAME,env=VARIABLE'],
    ['secret-files', 'token=/run/s3cret', '*.secrets=id=NAME,src=PATH'],
    ['cache-from', 'type=gha', '*.cache-from=type=gha'],
    ['cache-to', 'type=gha', '*.cache-to=type=gha,mode=max'],
    ['context', 'app', '*.context=FOLDER'],
    ['file', 'app/Dockerfile', '*.dockerfile=PATH'],
    ['target', 'release', '*.target=STAGE'],
    ['build-contexts', 'base=docker-image://x', '*.contexts.NAME=PATH'],
    ['ssh', 'default', '*.ssh=default'],
    ['no-cache-filters', 'a', 'write no-cache-filter into the bake file'],
    ['network', 'none', 'write network into the bake file'],
    ['add-hosts', 'db:10.0.0.7', '*.extra-hosts.HOST=ADDRESS'],
    ['shm-size', '1g', '*.shm-size=128m'],
    ['ulimit', 'nofile=1', 'write ulimits into the bake file'],
    ['attests', 'type=sbom', '*.attest=type=sbom'],
  ])('input %s is an error with a replacement', (input, text, instead) => {
    const { problems } = read({ ...file, [input]: text })
    expect(problems).toEqual([
      {
        code: 'input-conflict',
        what: `Input ${input} shapes a single image, and the images are described in bake-files.`,
        fix: expect.stringContaining(instead),
      },
    ])
    expect(JSON.stringify(problems)).not.toContain('s3cret')
  })

  it('input from is an error', () => {
    expect(read({ ...file, from: 'acme/app:1' }).problems).toMatchObject([
      { code: 'input-conflict', what: expect.stringContaining('Input from publishes') },
    ])
  })

  it.each<Texts>([
    { images: 'acme/{{target}}', tags: 'type=sha', flavor: 'latest=false', push: 'digest' },
    { labels: 'a=b', annotations: 'c=d', provenance: 'mode=max', sbom: 'true' },
    { 'no-cache': 'true', pull: 'true', load: 'true', builder: 'big', 'rewrite-timestamp': 'true' },
    { allow: 'network.host,fs.read=/srv', context: '.', 'only-changed': 'true', 'dry-run': 'true' },
  ])('%j is allowed', (texts) => expect(read({ ...file, ...texts }).problems).toEqual([]))
})

test('one error lists the problems of bake inputs and of all others', () => {
  const texts = { ...file, set: '*.tags=x', vars: 'PATH=x', file: 'x', push: 'maybe', 'only-changed': 'yes' }
  expect(problemsOf(() => makeInputs(texts))).toHaveLength(5)
})

test.each<[Texts, boolean]>([
  [{}, false],
  [{ 'only-changed': 'true' }, true],
  [{ ...file, 'only-changed': 'true' }, true],
])('onlyChanged for %j is %s', (texts, expected) => expect(makeInputs(texts).onlyChanged).toBe(expected))
