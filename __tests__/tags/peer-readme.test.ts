/**
 * The examples of docker/metadata-action's README, version 6.2, one row each. `expected` is the output of that action,
 * recorded by running it; a row with `differs` says why ours is different.
 */
import { computeTags } from '../helpers/tag-names.ts'
import { makePull, makeTrigger } from '../helpers/trigger.ts'

const master = makeTrigger({ ref: 'refs/heads/master', defaultBranch: 'master' })
const releases = makeTrigger({ ref: 'refs/heads/releases/v1', defaultBranch: 'master' })
const branch = makeTrigger({ ref: 'refs/heads/my/branch', defaultBranch: 'master' })
const dispatch = makeTrigger({
  event: 'workflow_dispatch',
  ref: 'refs/heads/master',
  defaultBranch: 'master',
})
const pull = makePull({ defaultBranch: 'master' }, { number: 2, baseRef: 'master' })
const schedule = makeTrigger({ event: 'schedule', ref: 'refs/heads/master', defaultBranch: 'master' })
const tag = (name: string) => makeTrigger({ ref: `refs/tags/${name}`, defaultBranch: 'master' })

interface Row {
  readonly tags: string
  readonly on: ReturnType<typeof tag>
  readonly expected: string
  readonly differs?: { readonly expected: string; readonly because: string }
}

const major = 'a prerelease gets no short name from any rule'
const latest = 'a prerelease never gets latest'
const zero = '0 is not a version line in semver; that README leaves it to the user'

const semverBlock = `type=ref,event=branch
type=ref,event=pr
type=semver,pattern={{version}}
type=semver,pattern={{major}}.{{minor}}`
const defaultsOfPeer = `type=schedule
type=ref,event=branch
type=ref,event=tag
type=ref,event=pr`
const overview = `type=schedule
type=semver,pattern={{version}}
type=semver,pattern={{major}}.{{minor}}
type=semver,pattern={{major}}
type=ref,event=branch
type=ref,event=pr
type=sha`
const sha = '860c1904a1ce19322e91ac35af1ab07466440c37'

const basic: Row[] = [
  { tags: defaultsOfPeer, on: master, expected: 'master' },
  { tags: defaultsOfPeer, on: releases, expected: 'releases-v1' },
  { tags: defaultsOfPeer, on: tag('v1.2.3'), expected: 'v1.2.3 latest' },
  {
    tags: defaultsOfPeer,
    on: tag('v2.0.8-beta.67'),
    expected: 'v2.0.8-beta.67 latest',
    differs: { expected: 'v2.0.8-beta.67', because: latest },
  },
  { tags: defaultsOfPeer, on: dispatch, expected: 'master' },
  { tags: semverBlock, on: master, expected: 'master' },
  { tags: semverBlock, on: releases, expected: 'releases-v1' },
  { tags: semverBlock, on: tag('v1.2.3'), expected: '1.2.3 1.2 latest' },
  { tags: semverBlock, on: tag('v2.0.8-beta.67'), expected: '2.0.8-beta.67' },
  { tags: `${semverBlock}\ntype=sha`, on: tag('v1.2.3'), expected: '1.2.3 1.2 sha-860c190 latest' },
  { tags: overview, on: master, expected: 'master sha-860c190' },
  { tags: overview, on: schedule, expected: 'nightly master sha-860c190' },
  { tags: overview, on: tag('v1.2.3'), expected: '1.2.3 1.2 1 sha-860c190 latest' },
]

const scheduled = (pattern: string, expected: string): Row => ({
  tags: `type=schedule${pattern}`,
  on: schedule,
  expected,
})
const schedules: Row[] = [
  scheduled('', 'nightly'),
  scheduled(',pattern=nightly', 'nightly'),
  scheduled(",pattern={{date 'YYYYMMDD'}}", '20200110'),
  scheduled(",pattern={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}", '20200110-093000'),
  scheduled(',enable=true,priority=1000,prefix=,suffix=,pattern=nightly', 'nightly'),
]

const version = (type: string, name: string, rest: string, expected: string): Row => ({
  tags: `type=${type},pattern=${rest}`,
  on: tag(name),
  expected,
})
const versions: Row[] = [
  version('semver', 'v1.2.3', '{{raw}}', 'v1.2.3 latest'),
  version('semver', 'v1.2.3', '{{version}}', '1.2.3 latest'),
  version('semver', 'v1.2.3', '{{major}}.{{minor}}', '1.2 latest'),
  version('semver', 'v1.2.3', 'v{{major}}', 'v1 latest'),
  version('semver', 'v1.2.3', '{{minor}}', '2 latest'),
  version('semver', 'v1.2.3', '{{patch}}', '3 latest'),
  version('semver', 'p1/v1.2.3', '{{version}},match=v(\\d.\\d.\\d)$', '1.2.3 latest'),
  version('semver', 'v2.0.8-beta.67', '{{raw}}', 'v2.0.8-beta.67'),
  version('semver', 'v2.0.8-beta.67', '{{version}}', '2.0.8-beta.67'),
  version('semver', 'v2.0.8-beta.67', '{{major}}', '2.0.8-beta.67'),
  version('semver', 'v2.0.8-beta.67', '{{major}}.{{minor}}', '2.0.8-beta.67'),
  { tags: 'type=semver,pattern={{version}},value=v1.0.0', on: master, expected: '1.0.0 latest' },
  {
    tags: 'type=semver,pattern={{version}},value=p1/v1.0.0,match=v(\\d.\\d.\\d)$',
    on: master,
    expected: '1.0.0 latest',
  },
  {
    tags: 'type=semver,enable=true,priority=900,prefix=,suffix=,pattern=,value=,match=',
    on: tag('v1.2.3'),
    expected: '',
  },
  { tags: 'type=semver,pattern={{version}}', on: tag('v0.1.2'), expected: '0.1.2 latest' },
  { tags: 'type=semver,pattern={{major}}.{{minor}}', on: tag('v0.1.2'), expected: '0.1 latest' },
  {
    tags: 'type=semver,pattern={{major}}',
    on: tag('v0.1.2'),
    expected: '0 latest',
    differs: { expected: '', because: zero },
  },
  { tags: 'type=semver,pattern={{major}},enable=false', on: tag('v0.1.2'), expected: '' },
  version('pep440', '1.2.3', '{{raw}}', '1.2.3 latest'),
  version('pep440', '1.2.3', '{{version}}', '1.2.3 latest'),
  version('pep440', 'v1.2.3', '{{version}}', '1.2.3 latest'),
  version('pep440', '1.2.3', '{{major}}.{{minor}}', '1.2 latest'),
  version('pep440', '1.2.3', 'v{{major}}', 'v1 latest'),
  version('pep440', 'v1.2.3rc2', '{{raw}}', 'v1.2.3rc2'),
  version('pep440', '1.2.3rc2', '{{version}}', '1.2.3rc2'),
  version('pep440', 'p1/v1.2.3', '{{version}},match=v(\\d.\\d.\\d)$', '1.2.3 latest'),
  version('pep440', '1.2.3rc2', '{{major}}.{{minor}}', '1.2.3rc2'),
  version('pep440', '1.2.3post1', '{{major}}.{{minor}}', '1.2.3.post1'),
  version('pep440', '1.2.3beta2', '{{major}}.{{minor}}', '1.2.3b2'),
  version('pep440', '1.0dev4', '{{major}}.{{minor}}', '1.0.dev4'),
  { tags: 'type=pep440,pattern={{version}},value=1.0.0', on: master, expected: '1.0.0 latest' },
  {
    tags: 'type=pep440,pattern={{version}},value=p1/v1.0.0,match=v(\\d.\\d.\\d)$',
    on: master,
    expected: '1.0.0 latest',
  },
  {
    tags: 'type=pep440,enable=true,priority=900,prefix=,suffix=,pattern=,value=',
    on: tag('1.2.3'),
    expected: '',
  },
]

const matches: Row[] = [
  { tags: 'type=match,pattern=\\d.\\d.\\d', on: tag('v1.2.3'), expected: '1.2.3 latest' },
  {
    tags: 'type=match,pattern=v(.*),group=1',
    on: tag('v2.0.8-beta.67'),
    expected: '2.0.8-beta.67 latest',
    differs: { expected: '2.0.8-beta.67', because: latest },
  },
  {
    tags: 'type=match,pattern=v(\\d.\\d),group=1',
    on: tag('v2.0.8-beta.67'),
    expected: '2.0 latest',
    differs: { expected: '', because: major },
  },
  {
    tags: 'type=match,pattern=\\d+',
    on: tag('20200110-RC2'),
    expected: '20200110 latest',
    differs: { expected: '20200110', because: latest },
  },
  { tags: 'type=match,pattern=p1/v(\\d.\\d.\\d),group=1', on: tag('p1/v1.2.3'), expected: '1.2.3 latest' },
  { tags: 'type=match,pattern=v(.*),group=1,value=v1.0.0', on: master, expected: '1.0.0 latest' },
  {
    tags: 'type=match,enable=true,priority=800,prefix=,suffix=,pattern=,group=0,value=',
    on: tag('v1.2.3'),
    expected: '',
  },
]

const others: Row[] = [
  { tags: 'type=edge', on: master, expected: 'edge' },
  { tags: 'type=edge,branch=main', on: master, expected: '' },
  { tags: 'type=edge,branch=main', on: makeTrigger({ defaultBranch: 'master' }), expected: 'edge' },
  {
    tags: 'type=edge,enable=true,priority=700,prefix=,suffix=,branch=$repo.default_branch',
    on: master,
    expected: '',
  },
  ...['type=ref,event=branch', 'type=ref,enable=true,priority=600,prefix=,suffix=,event=branch'].flatMap(
    (tags): Row[] => [
      { tags, on: master, expected: 'master' },
      { tags, on: branch, expected: 'my-branch' },
      { tags, on: dispatch, expected: 'master' },
      { tags, on: pull, expected: '' },
    ],
  ),
  ...['type=ref,event=tag', 'type=ref,enable=true,priority=600,prefix=,suffix=,event=tag'].flatMap(
    (tags): Row[] => [
      { tags, on: tag('v1.2.3'), expected: 'v1.2.3 latest' },
      {
        tags,
        on: tag('v2.0.8-beta.67'),
        expected: 'v2.0.8-beta.67 latest',
        differs: { expected: 'v2.0.8-beta.67', because: latest },
      },
    ],
  ),
  { tags: 'type=ref,event=pr', on: pull, expected: 'pr-2' },
  { tags: 'type=ref,enable=true,priority=600,prefix=pr-,suffix=,event=pr', on: pull, expected: 'pr-2' },
  { tags: 'type=raw,value=foo\ntype=raw,value=bar', on: master, expected: 'foo bar' },
  { tags: 'type=raw,foo\ntype=raw,bar', on: master, expected: 'foo bar' },
  { tags: 'foo\nbar', on: master, expected: 'foo bar' },
  { tags: 'type=raw,enable=true,priority=200,prefix=,suffix=,value=', on: master, expected: '' },
  { tags: 'type=sha', on: master, expected: 'sha-860c190' },
  { tags: 'type=sha,format=long', on: master, expected: `sha-${sha}` },
  {
    tags: 'type=sha,enable=true,priority=100,prefix=sha-,suffix=,format=short',
    on: master,
    expected: 'sha-860c190',
  },
  { tags: 'type=raw,value=latest,enable=true', on: master, expected: 'latest' },
  { tags: 'type=raw,value=latest,enable={{is_default_branch}}', on: master, expected: 'latest' },
  { tags: 'type=raw,value=latest,enable={{is_default_branch}}', on: branch, expected: '' },
  { tags: 'type=sha,prefix={{branch}}-', on: branch, expected: 'my-branch-860c190' },
  { tags: 'type=raw,value=mytag-{{branch}}-{{sha}}', on: branch, expected: 'mytag-my-branch-860c190' },
  { tags: 'x{{branch}}', on: pull, expected: 'x' },
  { tags: 'x{{tag}}', on: tag('v1.2.3'), expected: 'xv1.2.3' },
  { tags: 'x{{tag}}', on: branch, expected: 'x' },
  { tags: 'x{{base_ref}}', on: pull, expected: 'xmaster' },
  { tags: 'x{{base_ref}}', on: master, expected: 'x' },
  {
    tags: "type=raw,value={{date 'YYYYMMDD-HHmmss' tz='Asia/Tokyo'}}",
    on: master,
    expected: '20200110-093000',
  },
  { tags: "type=raw,value={{commit_date 'YYYYMMDD'}}", on: master, expected: '20200109' },
  {
    tags: `type=raw,"value={{date 'dddd, MMMM Do YYYY, h:mm:ss a'}}"`,
    on: master,
    expected: 'h-mm-ss-a-',
    differs: {
      expected: 'Friday-January-10th-2020-12-30-00-am',
      because: 'an item in quotation marks may have commas',
    },
  },
]

const rows = [...basic, ...schedules, ...versions, ...matches, ...others]

test.each(
  rows.map((row) => {
    const where = row.on.ref.kind === 'pull' ? 'a pull request' : row.on.ref.name
    const why = row.differs ? `, except that ${row.differs.because}` : ''
    return [
      `on ${where}, ${row.tags.replaceAll('\n', ' | ')} gives the tags of the README${why}`,
      row,
    ] as const
  }),
)('%s', (_, { tags, on, expected, differs }) => {
  const { tags: planned } = computeTags(on, { tags: tags.split('\n'), flavor: [] })
  expect(planned.map(({ name }) => name).join(' ')).toBe(differs?.expected ?? expected)
})
