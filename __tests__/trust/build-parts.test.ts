import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { type BuildPart, partsOfInputs, partsOfTargets } from '../../src/trust/build-parts.ts'
import { makeInputs } from '../helpers/inputs.ts'
import { makeDefinition } from '../helpers/step.ts'
import { makeTrigger } from '../helpers/trigger.ts'

/** Each part as one line: its kind and its path. */
const brief = (parts: readonly BuildPart[]): string[] =>
  parts.map((part) =>
    part.kind === 'remote'
      ? ['remote', ...(part.commit === undefined ? [] : [part.commit])].join(' ')
      : `${part.kind} ${part.path}${part.mayLackCheckout ? '?' : ''}`,
  )

const { repository } = makeTrigger()
const commit = 'a'.repeat(40)

const own = ['folder /w', 'path /w/Dockerfile']

test.each<[name: string, target: BakeTarget, expected: readonly string[]]>([
  ['an empty target', {}, own],
  ['a folder', { context: 'pr' }, ['folder /w/pr', 'path /w/pr/Dockerfile']],
  ['an absolute folder', { context: '/x' }, ['folder /x', 'path /x/Dockerfile']],
  ['cwd://', { context: 'cwd://pr' }, ['folder /w/pr', 'path /w/pr/Dockerfile']],
  ['a Dockerfile elsewhere', { dockerfile: '../pr/Dockerfile' }, ['folder /w', 'path /pr/Dockerfile']],
  ['a Dockerfile by https', { dockerfile: 'https://x.example/Dockerfile' }, ['folder /w', 'remote']],
  ...[
    'https://github.com/acme/app.git#main',
    'git@github.com:acme/app',
    'ssh://h/x',
    'deploy@h.example:x',
    'HTTPS://h/x',
  ].map((context): [string, BakeTarget, string[]] => [`the context ${context}`, { context }, ['remote']]),
  ...[`#${commit}`, `#${commit}:sub`].map((at): [string, BakeTarget, string[]] => [
    `this repository at commit ${at}`,
    { context: `https://github.com/acme/app.git${at}` },
    [`remote ${commit}`],
  ]),
  ...[
    `https://github.com/acme/app.git#refs/pull/7/merge`,
    `https://github.com/acme/app.git#${commit}x`,
    `https://github.com/acme/app.git#${commit}/x`,
    `https://github.com/acme/app.git?ref=${commit}`,
    `https://github.com/acme/app.git?ref=x#${commit}`,
    `https://github.com/acme/other.git#${commit}`,
    `http://github.com/acme/app.git#${commit}`,
    `https://x@github.com/acme/app.git#${commit}`,
  ].map((context): [string, BakeTarget, string[]] => [
    `another repository or no commit: ${context}`,
    { context },
    ['remote'],
  ]),
  [
    'a named context in this repository',
    { contexts: { more: `https://github.com/acme/app.git#${commit}` } },
    [...own, `remote ${commit}`],
  ],
  ['a named folder', { contexts: { more: 'pr' } }, [...own, 'folder /w/pr']],
  ['a named repository', { contexts: { more: 'https://h/x.git' } }, [...own, 'remote']],
  [
    'images and targets as named contexts',
    { contexts: { a: 'docker-image://alpine', b: 'target:app' } },
    own,
  ],
  ['a layout', { contexts: { a: 'oci-layout://pr/out:v1' } }, [...own, 'path /w/pr/out?']],
  ['a local cache', { 'cache-from': ['type=local,src=pr/cache', 'type=gha'] }, [...own, 'path /w/pr/cache?']],
])('the parts of a target: %s', (_, target, expected) => {
  expect(brief(partsOfTargets(makeDefinition({ app: target }), '/w', true, repository))).toEqual(expected)
})

test.each([
  ['nothing for a single image', {}, []],
  [
    'the workspace and an HCL file',
    { 'bake-files': 'pr/docker-bake.hcl' },
    ['path /w?', 'path /w/pr/docker-bake.hcl'],
  ],
  [
    'the whole workspace for a compose file, which reads other files',
    { 'bake-files': 'compose.yaml' },
    ['folder /w?', 'path /w/compose.yaml'],
  ],
  [
    'a file that an earlier step wrote',
    { 'bake-files': '/tmp/meta.json' },
    ['path /w?', 'path /tmp/meta.json?'],
  ],
  ['nothing for images of a registry', { from: 'ghcr.io/acme/app:1' }, []],
  ['nothing for digests of other jobs', { from: 'digests', platforms: 'linux/amd64' }, []],
  ['the workspace for an image of the engine', { from: 'docker-daemon:app:1' }, ['path /w?']],
  ['a layout', { from: 'oci-layout:out' }, ['path /w?', 'path /w/out?']],
])('the parts of the inputs: %s', (_, texts, expected) => {
  expect(brief(partsOfInputs(makeInputs(texts), '/w'))).toEqual(expected)
})
