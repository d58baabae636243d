import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { findCacheMounts } from '../../src/content/cache-mounts.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'

const find = (text: string, target: BakeTarget = {}) =>
  findCacheMounts(parseDockerfile(text), target, 'linux/amd64')

/** `namespace|id|owner`, with empty parts left out at both ends. */
const briefly = (text: string, target?: BakeTarget) =>
  find(text, target).mounts.map(({ namespace, id, owner }) =>
    [namespace, id, owner].filter((part) => part !== '').join('|'),
  )

const run = (mount: string) => `RUN --mount=type=cache,${mount} make`

test.each<[name: string, text: string, mounts: string[], target?: BakeTarget]>([
  ['a target is the default id', `FROM a\n${run('target=/c')}`, ['/c']],
  ['the default id is a clean path', `FROM a\n${run('target=/a/../c//d/')}`, ['/c/d']],
  ['a relative target is not resolved', `FROM a\nWORKDIR /w\n${run('target=c/')}`, ['c']],
  ['dst is another name of target', `FROM a\n${run('dst=/c')}`, ['/c']],
  ['destination is another name of target', `FROM a\n${run('destination=/c')}`, ['/c']],
  ['an id replaces the target', `FROM a\n${run('id=npm,target=/c')}`, ['npm']],
  ['keys and type are case-insensitive', 'FROM a\nRUN --mount=TYPE=Cache,ID=npm,Target=/c x', ['npm']],
  ['fields may have quotation marks', 'FROM a\nRUN --mount=type=cache,"id=npm",target=/c x', ['npm']],
  [
    'two mounts of one instruction',
    'FROM a\nRUN --mount=type=cache,target=/a --mount=type=cache,target=/b x',
    ['/a', '/b'],
  ],
  ['the same mount twice counts once', `FROM a\n${run('target=/c')}\n${run('id=/c,target=/d')}`, ['/c']],
  ['sharing does not matter', `FROM a\n${run('target=/c,sharing=locked')}\n${run('target=/c')}`, ['/c']],
  ['other types of mounts do not count', 'FROM a\nRUN --mount=type=tmpfs,target=/t --mount=target=/b x', []],
  [
    'an owner makes another mount',
    `FROM a\n${run('id=x,target=/c')}\n${run('id=x,target=/c,uid=7')}`,
    ['x', 'x|uid=7,gid=0,mode=0755'],
  ],
  [
    'owner and mode are complete',
    `FROM a\n${run('target=/c,gid=8,mode=0700')}`,
    ['/c|uid=0,gid=8,mode=0700'],
  ],
  ['BuildKit ignores the owner with a source', `FROM a\n${run('target=/c,uid=7,source=/x')}`, ['/c']],
  ['scratch is the default source', `FROM a\n${run('target=/c,from=scratch')}`, ['/c']],
  ['a namespace', `FROM a\n${run('target=/c')}`, ['ns|/c'], { args: { BUILDKIT_CACHE_MOUNT_NS: 'ns' } }],
  ['a mount in a heredoc is text', `FROM a\nRUN <<EOF\n${run('target=/c')}\nEOF`, []],
  ['a mount of a heredoc', 'FROM a\nRUN --mount=type=cache,target=/c <<EOF\nmake\nEOF', ['/c']],
  ['continued lines', 'FROM a\nRUN \\\n  # comment\n  --mount=type=cache,target=/c \\\n  make', ['/c']],
  ['a stage that is not built', `FROM a AS one\n${run('target=/one')}\nFROM a\n${run('target=/c')}`, ['/c']],
  [
    'a stage that is copied from',
    `FROM a AS one\n${run('target=/one')}\nFROM scratch\nCOPY --from=one /a /`,
    ['/one'],
  ],
  [
    'the stage of the target',
    `FROM a AS one\n${run('target=/one')}\nFROM a\n${run('target=/c')}`,
    ['/one'],
    { target: 'one' },
  ],
  ['a variable of ARG', `FROM a\nARG ID=npm\n${run('id=$ID,target=/c')}`, ['npm']],
  ['a build argument', `FROM a\nARG ID=npm\n${run('id=$ID,target=/c')}`, ['pnpm'], { args: { ID: 'pnpm' } }],
  [
    'an ARG before FROM counts once it is declared',
    `ARG ID=npm\nFROM a\nARG ID\n${run('id=$ID,target=/c')}`,
    ['npm'],
  ],
  ['a variable of ENV', `FROM a\nENV D=/c E=1\n${run('target=$D/x')}`, ['/c/x']],
  ['the old form of ENV', `FROM a\nENV D /c d\n${run('target=${D}')}`, []],
  [
    'ENV takes precedence over ARG',
    `FROM a\nENV ID=env\nARG ID=arg\n${run('id=$ID,target=/c')}`,
    ['env'],
    { args: { ID: 'x' } },
  ],
  ['ENV of one line does not see itself', `FROM a\nENV A=/a\nENV A=/b C=$A\n${run('target=$C')}`, ['/a']],
  ['a variable of the stage below', `FROM a AS one\nENV D=/c\nFROM one\n${run('target=$D')}`, ['/c']],
  [
    'a later ARG replaces that of the stage below',
    `FROM a AS one\nARG D=/c\nFROM one\nARG D=/d\n${run('target=$D')}`,
    ['/d'],
  ],
  ['a variable of another stage is unknown', `FROM a AS one\nENV D=/c\nFROM a\n${run('target=$D')}`, []],
  [
    'each platform',
    `FROM a\nARG TARGETARCH\n${run('id=$TARGETARCH,target=/c')}`,
    ['amd64', 'arm64'],
    { platforms: ['linux/amd64', 'linux/arm64'] },
  ],
  ['a default of an expression', `FROM a\n${run('id=${NO:-x},target=/c')}`, ['x']],
])('cache mounts are found: %s', (_, text, mounts, target = {}) => {
  expect(briefly(text, target)).toEqual(mounts)
})

test.each<[name: string, mount: string, reason: string]>([
  [
    'an unknown variable',
    'target=$HOME/.npm',
    "'type=cache,target=$HOME/.npm' uses a variable whose value is unknown",
  ],
  ['the content of a stage', 'target=/c,from=base', "'/c' takes its content from 'base'"],
  ['an owner that is not a number', 'target=/c,uid=me', "'/c' has an owner or a mode that is not a number"],
  ['a mode that is not octal', 'target=/c,mode=9', "'/c' has an owner or a mode that is not a number"],
  ['a blank', '"id=a b",target=/c', "'a b' has characters that Tagboat does not pass on"],
  ['a comma', '"id=a,b",target=/c', "'a,b' has characters that Tagboat does not pass on"],
  [
    'a long id',
    `id=${'x'.repeat(201)},target=/c`,
    `'${'x'.repeat(100)}…' has characters that Tagboat does not pass on`,
  ],
])('a cache mount is not kept, with the reason: %s', (_, mount, reason) => {
  expect(find(`FROM a\nRUN --mount='type=cache,${mount}' make`)).toEqual({ mounts: [], skipped: [reason] })
})

test('a Dockerfile that is none has no cache mounts', () => {
  expect(find('{}')).toEqual({ mounts: [], skipped: [] })
})

test('a Dockerfile with thousands of variables is read in a short time', () => {
  const lines = Array.from({ length: 20_000 }, (_, index) => `ENV A${index}=x`)
  const text = ['FROM a', ...lines, 'RUN --mount=type=cache,target=/$A19999 y'].join('\n')
  const started = performance.now()
  const { mounts } = find(text)
  expect(mounts.map(({ id }) => id)).toEqual(['/x'])
  expect(performance.now() - started).toBeLessThan(5_000)
})
