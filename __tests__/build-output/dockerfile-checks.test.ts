import {
  locateCheck,
  locateFailure,
  readChecks,
  readListedChecks,
  readLoggedChecks,
  withoutChecks,
} from '../../src/build-output/dockerfile-checks.ts'
import type { LocalDockerfile } from '../../src/build-output/local-dockerfiles.ts'
import type { Place } from '../../src/model/tagboat-error.ts'

const base64 = (text: string) => Buffer.from(text).toString('base64')
const content = 'FROM base as build\nCMD echo hi\n'

/** A warning as buildx 0.29 writes it. */
const warning = (over: object = {}) => ({
  vertex: `sha256:${'6'.repeat(64)}`,
  level: 1,
  short: base64('FromAsCasing: casing does not match (line 1)'),
  detail: [base64('The casing should match')],
  url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/',
  sourceInfo: { filename: 'Dockerfile', data: base64(content), language: 'Dockerfile' },
  range: [{ start: { line: 1 }, end: { line: 1 } }],
  ...over,
})
const read = {
  text: 'FromAsCasing: casing does not match (line 1)',
  url: 'https://docs.docker.com/go/dockerfile/rule/from-as-casing/',
  file: 'Dockerfile',
  content,
  line: 1,
}

test.each<{ name: string; metadata: unknown; expected: unknown[] }>([
  { name: 'a warning', metadata: { 'buildx.build.warnings': [warning()] }, expected: [read] },
  {
    name: 'the same warning of two platforms once',
    metadata: { 'buildx.build.warnings': [warning(), warning({ vertex: 'sha256:7' })] },
    expected: [read],
  },
  {
    name: 'the warnings of two Dockerfiles with one name',
    metadata: {
      'buildx.build.warnings': [
        warning(),
        warning({ sourceInfo: { filename: 'Dockerfile', data: base64('x') } }),
      ],
    },
    expected: [read, { ...read, content: 'x' }],
  },
  {
    name: 'warnings in the order of their lines',
    metadata: {
      'buildx.build.warnings': [warning({ range: [{ start: { line: 9 } }] }), warning()],
    },
    expected: [read, { ...read, line: 9 }],
  },
  {
    name: 'a warning without a place',
    metadata: { 'buildx.build.warnings': [{ short: base64('old') }] },
    expected: [{ text: 'old', url: '', file: '', line: 0 }],
  },
  { name: 'nothing from an older buildx', metadata: { image: {} }, expected: [] },
  { name: 'nothing from another form', metadata: { 'buildx.build.warnings': [1, null, {}] }, expected: [] },
])('the metadata has $name', ({ metadata, expected }) => {
  expect(readChecks(metadata)).toEqual(expected)
})

test('the metadata for outputs has no warnings, which contain whole Dockerfiles', () => {
  expect(withoutChecks({ image: { a: 1 }, 'buildx.build.warnings': [warning()] })).toEqual({
    image: { a: 1 },
  })
})

test.each<[title: string, only: string | undefined, target: string | undefined]>([
  ['[internal] load build definition from Dockerfile', 'image', 'image'],
  ['[app internal] load build definition from Dockerfile', undefined, 'app'],
  ['[internal] load build definition from Dockerfile', undefined, undefined],
  ['[app 1/2] RUN x', 'image', undefined],
])('a warning in the log below %j is of a target', (title, only, target) => {
  const text = 'FromAsCasing: casing (line 3)'
  const expected = target === undefined ? [] : [{ text, url: '', file: 'Dockerfile', target, line: 3 }]
  expect(readLoggedChecks([{ title, text }], only)).toEqual(expected)
})

const local = (target: string, path: string, text = content): LocalDockerfile => ({
  target,
  path,
  text,
  name: path.replace(/.*\//, ''),
})
const dockerfiles = [
  local('app', 'app/Dockerfile', 'other'),
  local('web', 'web/Dockerfile'),
  local('db', 'Db'),
]

test('the list at the end of a failed build gives the warnings of the only Dockerfile', () => {
  const words = '- JSONArgsRecommended: JSON (line 8)\n- no rule\nERROR: lint'
  expect(readListedChecks(words, local('image', 'web/Dockerfile'))).toEqual([
    { text: 'JSONArgsRecommended: JSON (line 8)', url: '', file: 'Dockerfile', target: 'image', line: 8 },
  ])
})

test.each<{ name: string; check: object; expected: Place | undefined }>([
  { name: 'is in the file with the same bytes', check: {}, expected: { file: 'web/Dockerfile', line: 1 } },
  {
    name: 'has no place if no file has these bytes',
    check: { content: 'FROM changed\n' },
    expected: undefined,
  },
  {
    name: 'has no place if its file has another name',
    check: { file: 'Containerfile' },
    expected: undefined,
  },
  { name: 'has no place without a line', check: { line: 0 }, expected: undefined },
  {
    name: 'of the log is in the file of its target',
    check: { content: undefined, target: 'app', line: 2 },
    expected: { file: 'app/Dockerfile', line: 2 },
  },
  {
    name: 'of the log has no place for an unknown target',
    check: { content: undefined, target: 'x' },
    expected: undefined,
  },
])('a check $name', ({ check, expected }) => {
  expect(locateCheck({ ...read, ...check }, dockerfiles)).toEqual(expected)
})

test.each<{ name: string; failure: object; target: string | undefined; expected: Place | undefined }>([
  {
    name: 'has the line of its text',
    failure: {},
    target: undefined,
    expected: { file: 'web/Dockerfile', line: 2 },
  },
  {
    name: 'is in the file of its target',
    failure: {},
    target: 'web',
    expected: { file: 'web/Dockerfile', line: 2 },
  },
  { name: 'has no place in the file of another target', failure: {}, target: 'app', expected: undefined },
  {
    name: 'has no place if the line differs',
    failure: { text: 'CMD x' },
    target: undefined,
    expected: undefined,
  },
  { name: 'has no place beyond the end', failure: { line: 99 }, target: undefined, expected: undefined },
])('a failure $name', ({ failure, target, expected }) => {
  const place = { file: 'Dockerfile', line: 2, text: 'CMD echo hi', ...failure }
  expect(locateFailure(place, target, dockerfiles)).toEqual(expected)
})

test('a failure that could be in two files has no place', () => {
  const twice = [local('a', 'a/Dockerfile'), local('b', 'b/Dockerfile')]
  expect(
    locateFailure({ file: 'Dockerfile', line: 2, text: 'CMD echo hi' }, undefined, twice),
  ).toBeUndefined()
})
