import fc from 'fast-check'
import { readBuildInputs } from '../../src/inputs/build-inputs.ts'
import { buildsOf, readBuilds } from '../../src/inputs/builds.ts'
import { makeReader, type Texts } from '../helpers/inputs.ts'

function read(texts: Texts) {
  const reader = makeReader(texts)
  const build = readBuildInputs(reader)
  const builds = readBuilds(reader, build)
  return { all: buildsOf({ build, builds }), builds, problems: reader.problems }
}

const item = (texts: Texts) => {
  const { all, problems } = read(texts)
  expect(problems).toEqual([])
  return all[0]?.build
}

test('without input builds the step describes a single image', () => {
  const { all, builds } = read({ context: 'app' })
  expect(builds).toBeUndefined()
  expect(all).toMatchObject([{ name: 'image', build: { context: 'app' } }])
})

test.each<{ name: string; texts: Texts; expected: object }>([
  {
    name: 'an item inherits from the step',
    texts: { builds: '- name: app', file: 'docker/Dockerfile', platforms: 'linux/arm64', target: 'slim' },
    expected: { context: '.', file: 'docker/Dockerfile', platforms: ['linux/arm64'], target: 'slim' },
  },
  {
    name: 'an item overrides the step',
    texts: {
      builds:
        '- name: app\n  context: app\n  file: app/File\n  target: one\n  platforms: linux/amd64, linux/arm64',
      context: 'x',
      file: 'x',
      target: 'x',
      platforms: 'linux/s390x',
    },
    expected: { context: 'app', file: 'app/File', target: 'one', platforms: ['linux/amd64', 'linux/arm64'] },
  },
  {
    name: 'platforms may be a list',
    texts: { builds: '- name: app\n  platforms:\n    - linux/amd64\n    - linux/arm/v7' },
    expected: { platforms: ['linux/amd64', 'linux/arm/v7'] },
  },
  {
    name: 'build-args in a map keep their spelling, and null is empty',
    texts: {
      'build-args': 'A=step\nB=step',
      builds: '- name: app\n  build-args:\n    B: 1.20\n    C: 010\n    D: true\n    E:\n    F: "x=y, z"',
    },
    expected: { buildArgs: ['A=step', 'B=1.20', 'C=010', 'D=true', 'E=', 'F=x=y, z'] },
  },
  {
    name: 'build-args may be a list',
    texts: { builds: '- name: app\n  build-args:\n    - A=1,2\n    - "C=1,D=2"\n    - B' },
    expected: { buildArgs: ['A=1,2', 'C=1,D=2', 'B'] },
  },
  {
    name: 'build-args may be a block of lines',
    texts: { builds: '- name: app\n  build-args: |\n    A=1\n    "B=2,C=3"' },
    expected: { buildArgs: ['A=1', 'B=2,C=3'] },
  },
  {
    name: 'build-contexts are merged by name',
    texts: {
      'build-contexts': 'a=step\nb=step',
      builds: '- name: app\n  build-contexts:\n    b: docker-image://alpine:3\n    c: .',
    },
    expected: {
      buildContexts: [
        { key: 'a', value: 'step' },
        { key: 'b', value: 'docker-image://alpine:3' },
        { key: 'c', value: '.' },
      ],
    },
  },
  {
    name: '{{target}} in caches is the name of the item',
    texts: {
      builds: '- name: app\n- name: worker',
      'cache-from': 'type=gha,scope={{target}}\nacme/app:cache',
      'cache-to': 'type=gha,scope={{ target }}-x',
    },
    expected: { cacheFrom: ['type=gha,scope=app', 'acme/app:cache'], cacheTo: ['type=gha,scope=app-x'] },
  },
  {
    name: 'anchors are allowed',
    texts: { builds: '- name: app\n  build-args: &args { A: 1 }\n- name: other\n  build-args: *args' },
    expected: { buildArgs: ['A=1'] },
  },
])('$name', ({ texts, expected }) => {
  expect(item(texts)).toMatchObject(expected)
})

test.each<[written: string, expected: string | undefined]>([
  ['', undefined],
  ['\n  suffix:', ''],
  ["\n  suffix: ''", ''],
  ['\n  suffix: -slim', '-slim'],
  ['\n  suffix: -3.10', '-3.10'],
  ['\n  suffix: -1', '-1'],
  ['\n  suffix: -{{target}}', '-{{target}}'],
])('a suffix keeps its spelling: %j', (written, expected) => {
  const { builds, problems } = read({ builds: `- name: app${written}` })
  expect(problems).toEqual([])
  expect(builds?.items[0]?.suffix?.text).toBe(expected)
})

test('an alias is resolved', () => {
  const { all } = read({ builds: '- name: a\n  build-args: &x { A: 1 }\n- name: b\n  build-args: *x' })
  expect(all[1]?.build.buildArgs).toEqual(['A=1'])
})

test.each<{ targets: string; expected: string[] }>([
  { targets: '', expected: ['app', 'app-debug', 'worker'] },
  { targets: 'worker,app', expected: ['worker', 'app'] },
  { targets: 'app*', expected: ['app', 'app-debug'] },
  { targets: '*-debug\napp*', expected: ['app-debug', 'app'] },
])('targets "$targets" selects items', ({ targets, expected }) => {
  const builds = '- name: app\n- name: app-debug\n- name: worker'
  expect(read({ builds, targets }).builds?.chosen).toEqual(expected)
})

test.each<{ name: string; texts: Texts; expected: string[] }>([
  {
    name: 'invalid YAML',
    texts: { builds: '- [' },
    expected: ['Input builds, line 1: it is not valid YAML'],
  },
  {
    name: 'text that is not a list',
    texts: { builds: 'name: app' },
    expected: ['Input builds, line 1: it is not a list'],
  },
  { name: 'an empty list', texts: { builds: '[]' }, expected: ['Input builds, line 1: it has no items'] },
  {
    name: 'an item that is a text',
    texts: { builds: '- app' },
    expected: ['line 1: an item is not a map that begins with name'],
  },
  {
    name: 'an item without a name',
    texts: { builds: '- context: app' },
    expected: ['line 1: an item has no name'],
  },
  {
    name: 'a name that is invalid for bake',
    texts: { builds: '- name: my app' },
    expected: ['line 1, item my app: has a name that is not of letters, digits, _ and -'],
  },
  {
    name: 'a repeated name',
    texts: { builds: '- name: app\n\n- name: app' },
    expected: ['line 3, item app: has the name of another item'],
  },
  {
    name: 'a misspelled key',
    texts: { builds: '- name: app\n  contxt: x' },
    expected: ['item app: has the unknown key contxt. Write context.'],
  },
  {
    name: 'a key of compose',
    texts: { builds: '- name: app\n  dockerfile: x\n  args: [A=1]' },
    expected: ['unknown key dockerfile. Write file.', 'unknown key args. Write build-args.'],
  },
  {
    name: 'a key of the step',
    texts: { builds: '- name: app\n  cache-to: type=gha' },
    expected: ['unknown key cache-to. Its keys are name, context'],
  },
  {
    name: 'a value of another type',
    texts: { builds: '- name: app\n  context: [a, b]\n  target: { a: 1 }' },
    expected: ['a context that is not a text: ["a","b"]', 'a target that is not a text: {"a":1}'],
  },
  {
    name: 'platforms that are a map',
    texts: { builds: '- name: app\n  platforms: { linux: amd64 }' },
    expected: ['has platforms that are not a list, or one text with commas: {"linux":"amd64"}'],
  },
  {
    name: 'a platform that does not exist',
    texts: { builds: '- name: app\n  platforms: linux/amd46' },
    expected: ["a platform 'linux/amd46' that has an unknown architecture. Write for example linux/amd64."],
  },
  {
    name: 'an argument that is a list, without its value',
    texts: { builds: '- name: app\n  build-args: { A: [secret] }' },
    expected: ['has build-args whose A is not a text'],
  },
  {
    name: 'several arguments on one line',
    texts: { builds: '- name: app\n  build-args:\n    - A=1,B=2' },
    expected: ['has build-args with several items in one line. Write A and B on lines of their own'],
  },
  {
    name: 'a named context without a path',
    texts: { builds: '- name: app\n  build-contexts: [base]' },
    expected: ["has build-contexts with 'base', which is not of the form name=path"],
  },
  {
    name: 'a base image that is not an item',
    texts: { builds: '- name: app\n  build-contexts: { base: "target:os" }' },
    expected: ['item app: depends on target:os, which is not an item. Write one of app after target:.'],
  },
  {
    name: 'a suffix of another type',
    texts: { builds: '- name: app\n  suffix: [a]' },
    expected: ['item app: has a suffix that is not a text: ["a"]'],
  },
  {
    name: 'an unknown expression in a suffix',
    texts: { builds: '- name: app\n  suffix: -{{flavour}}' },
    expected: ["Input builds, line 'suffix: -{{flavour}}': there is no expression 'flavour' here"],
  },
  {
    name: 'tags and flavor of an item',
    texts: { builds: '- name: app\n  tags: 1-slim\n  flavor: suffix=-slim' },
    expected: ['unknown key tags. Write input tags, and below the item suffix: -slim', 'unknown key flavor.'],
  },
  {
    name: 'a dependency cycle',
    texts: {
      builds:
        '- name: a\n  build-contexts: { x: "target:b" }\n- name: b\n  build-contexts: { x: "target:a" }',
    },
    expected: ['item a: depends on its own image'],
  },
  {
    name: 'a base image for all items that is one of them',
    texts: { builds: '- name: a\n- name: b', 'build-contexts': 'x=target:a' },
    expected: ['item a: depends on its own image'],
  },
  {
    name: 'bake-files and from',
    texts: { builds: '- name: app', 'bake-files': 'docker-bake.hcl', from: 'acme/app:1' },
    expected: [
      'Inputs builds and bake-files both describe',
      'Input from publishes content that exists already',
    ],
  },
  {
    name: 'targets that match nothing',
    texts: { builds: '- name: app', targets: 'api' },
    expected: ["Input targets: 'api' does not match an item of input builds. The names in builds are app."],
  },
  ...['type=gha,mode=max,scope=all', 'acme/app:cache', 'type=local,dest=/tmp/cache', 'type=s3,bucket=b'].map(
    (cache) => ({
      name: `one cache for several items: ${cache}`,
      texts: { builds: '- name: a\n- name: b', 'cache-to': cache },
      expected: ['is one cache for several items of builds, which would overwrite each other'],
    }),
  ),
])('refuses $name', ({ texts, expected }) => {
  const { problems } = read(texts)
  const message = problems.map(({ what, fix }) => `${what} ${fix}`)
  expect(message).toEqual(expected.map((part) => expect.stringContaining(part)))
  expect(message.join()).not.toContain('secret')
})

test.each(['type=inline', 'type=gha,scope={{target}}'])(
  'a separate cache for each item is allowed: %s',
  (cache) => {
    expect(read({ builds: '- name: a\n- name: b', 'cache-to': cache }).problems).toEqual([])
  },
)

test('several items may have type=gha without a scope, since each gets a scope of its own', () => {
  expect(read({ builds: '- name: a\n- name: b', 'cache-to': 'type=gha,mode=max' }).problems).toEqual([])
})

test('a single item may have any cache', () => {
  expect(read({ builds: '- name: a', 'cache-to': 'type=gha,mode=max' }).problems).toEqual([])
})

test('a build argument is not changed', () => {
  const text = fc.string({ unit: 'grapheme' })
  fc.assert(
    fc.property(text, (value) => {
      const { all, problems } = read({
        builds: JSON.stringify([{ name: 'app', 'build-args': { A: value } }]),
      })
      expect(problems).toEqual([])
      expect(all[0]?.build.buildArgs).toEqual([`A=${value}`])
    }),
  )
})

test('any text of input builds is read or refused', () => {
  const key = fc.constantFrom('name', 'context', 'file', 'platforms', 'build-args', 'build-contexts', 'other')
  const item = fc.dictionary(
    key,
    fc.oneof(fc.jsonValue(), fc.constantFrom('app', 'target:app', 'linux/amd64')),
  )
  const text = fc.oneof(
    fc.string(),
    fc.array(item).map((items) => JSON.stringify(items)),
  )
  fc.assert(
    fc.property(text, (builds) => {
      const { all, problems } = read({ builds })
      expect(problems.length > 0 || all.length > 0).toBe(true)
    }),
  )
})

test.each<[outputs: string, count: number]>([
  ['out/{{target}}\ndocs/{{target}}', 0],
  ['out/{{target}}\nout/{{target}}-b', 1],
  ['out/{{target}}\n./out//{{target}}-b/', 1],
])('items cannot share a destination: %j', (outputs, count) => {
  const { problems } = read({ builds: '- name: a\n- name: a-b', outputs })
  expect(problems.map(({ code }) => code)).toEqual(Array(count).fill('input-value'))
})
