import { mkdirSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import type { BakeTarget } from '../../src/bake/bake-target.ts'
import { computeKey, resolveParts } from '../../src/content/content-parts.ts'
import { readTargetContent } from '../../src/content/target-content.ts'
import { createFiles } from '../../src/ports/node-files.ts'
import { put, type Tree, useFolders } from '../helpers/folder.ts'

const files = createFiles()
const makeFolder = useFolders()
const options = { extra: '', ownPlatform: 'linux/amd64' }

const read = (folder: string, target: BakeTarget = {}) => readTargetContent(files, folder, target, options)
const hex = expect.stringMatching(/^[0-9a-f]{64}$/)

test('content has parts, base images and targets', async () => {
  const folder = makeFolder({
    'app/Dockerfile': 'FROM base\nCOPY --from=src . /\nCOPY --from=tools:1 /a /b\nCOPY --from=two /a /b',
    'src/a': '',
  })
  const contexts = { base: 'target:core', src: './src', two: 'docker-image://alpine:3', other: 'target:x' }
  expect(await read(folder, { context: 'app', contexts })).toEqual({
    parts: { args: hex, context: hex, 'context:src': hex, definition: hex, dockerfile: hex },
    bases: ['docker.io/library/alpine:3', 'docker.io/library/tools:1'],
    targets: ['core'],
  })
})

test.each<[where: string, tree: Tree, target: BakeTarget]>([
  ['in the context', { 'app/Dockerfile': 'FROM a:1' }, { context: 'app' }],
  ['in small letters', { 'app/dockerfile': 'FROM a:1' }, { context: 'app' }],
  ['by its path from the context', { 'app/x/y': 'FROM a:1' }, { context: 'app', dockerfile: 'x/y' }],
  ['beside the context', { 'app/x': '', y: 'FROM a:1' }, { context: 'app', dockerfile: '../y' }],
  ['in the definition', { 'app/Dockerfile': 'FROM b' }, { context: 'app', 'dockerfile-inline': 'FROM a:1' }],
  ['in the workspace', { Dockerfile: 'FROM a:1' }, {}],
])('the Dockerfile is found: %s', async (_, tree, target) => {
  const content = await read(makeFolder(tree), target)
  expect(content).toMatchObject({ bases: ['docker.io/library/a:1'] })
  expect(content.doubt).toBeUndefined()
})

const commit = 'a'.repeat(40)

test.each<[name: string, tree: Tree, target: BakeTarget, doubt: string]>([
  ['no Dockerfile', { a: '' }, {}, 'its Dockerfile could not be read'],
  ['a missing context', {}, { context: 'gone' }, 'its Dockerfile could not be read'],
  [
    'a missing context with an inline Dockerfile',
    {},
    { context: 'gone', 'dockerfile-inline': 'FROM a' },
    'its context could not be read (ENOENT)',
  ],
  ['a folder in place of a Dockerfile', { 'Dockerfile/a': '' }, {}, 'its Dockerfile could not be read'],
  [
    'an invalid .dockerignore',
    { Dockerfile: 'FROM a', '.dockerignore': '[' },
    {},
    'its context could not be read',
  ],
  [
    'a remote repository',
    {},
    { context: `https://github.com/acme/app.git#${commit}` },
    'its Dockerfile could not be read',
  ],
  [
    'a remote context at a branch',
    {},
    { context: 'https://github.com/acme/app.git#main', 'dockerfile-inline': 'FROM a' },
    "its context 'https://github.com/acme/app.git#main' can change without notice",
  ],
  ['<< that has no end', { Dockerfile: 'FROM a\nRUN <<B' }, {}, "its heredoc 'B' has no end"],
  ['a download', { Dockerfile: 'FROM a\nADD https://a/b /' }, {}, "'ADD https://a/b' has no checksum"],
  [
    'a missing folder as named context',
    { Dockerfile: 'FROM x' },
    { contexts: { x: './x' } },
    "its context 'x' could not be read (ENOENT)",
  ],
  [
    'a named layout',
    { Dockerfile: 'FROM x' },
    { contexts: { x: 'oci-layout://./x' } },
    "its context 'x', 'oci-layout://./x', can change without notice",
  ],
  [
    'a named tarball',
    { Dockerfile: 'FROM x' },
    { contexts: { x: 'https://a/b.tar' } },
    "its context 'x', 'https://a/b.tar', can change without notice",
  ],
])('content is in doubt: %s', async (_, tree, target, doubt) => {
  expect((await read(makeFolder(tree), target)).doubt).toBe(doubt)
})

test.each<[target: BakeTarget, doubt: string | undefined]>([
  [{ 'no-cache': true }, 'its definition sets no-cache'],
  [{ 'no-cache-filter': ['x'] }, 'its definition sets no-cache-filter'],
  [{ 'no-cache': false, 'no-cache-filter': [] }, undefined],
  [{ 'no-cache': null }, undefined],
])('a target that opts out of caches is in doubt: %j', async (target, doubt) => {
  expect((await read(makeFolder({ Dockerfile: 'FROM a' }), target)).doubt).toBe(doubt)
})

test('a named context for a single platform is in doubt', async () => {
  const folder = makeFolder({ Dockerfile: 'FROM x' })
  const target = { contexts: { 'x::linux/amd64': 'target:core' } }
  expect((await read(folder, target)).doubt).toBe("its context 'x::linux/amd64' is for one platform")
})

test.each<[name: string, context: string]>([
  ['a commit', `https://github.com/acme/app.git#${commit}`],
  ['nothing', 'docker-image://scratch'],
])('a named context with %s is not in doubt', async (_, context) => {
  const folder = makeFolder({ Dockerfile: 'FROM x' })
  const content = await read(folder, { contexts: { x: context } })
  expect(content).toMatchObject({ bases: [], targets: [] })
  expect(content.doubt).toBeUndefined()
})

test("a Dockerfile's own .dockerignore does not apply to a named context", async () => {
  const folder = makeFolder({ Dockerfile: 'FROM x', 'Dockerfile.dockerignore': '*', 'x/.dockerignore': 'b' })
  const target = { contexts: { x: './x' } }
  const before = await read(folder, target)
  put(folder, 'x/b', '')
  expect((await read(folder, target)).parts).toEqual(before.parts)
  put(folder, 'x/a', '')
  expect((await read(folder, target)).parts).not.toEqual(before.parts)
})

/** Eight images: two from components/, all on base/. */
const graph: Readonly<Record<string, BakeTarget>> = {
  base: { context: 'base' },
  ...Object.fromEntries(
    ['api', 'web'].map((name) => [
      name,
      { context: 'components', target: name, contexts: { base: 'target:base' } },
    ]),
  ),
  ...Object.fromEntries(
    ['a', 'b', 'c', 'd', 'e'].map((name) => [
      name,
      { context: `more/${name}`, contexts: { base: 'target:base' } },
    ]),
  ),
}
const graphTree: Tree = {
  'base/Dockerfile': 'FROM alpine:3.20\nCOPY . /',
  'base/.dockerignore': '*.log',
  'components/Dockerfile': 'FROM base AS api\nCOPY . /\nFROM base AS web\nCOPY . /',
  ...Object.fromEntries(['a', 'b', 'c', 'd', 'e'].map((name) => [`more/${name}/Dockerfile`, 'FROM base'])),
}

async function readKeys(folder: string, alpine = '1'): Promise<Map<string, string>> {
  const keys = new Map<string, string>()
  const bases = new Map([['docker.io/library/alpine:3.20', alpine]])
  for (const [name, target] of Object.entries(graph)) {
    keys.set(name, computeKey(resolveParts(await read(folder, target), { bases, targets: keys })))
  }
  return keys
}

test.each<[what: string, change: (folder: string) => void, alpine: string, changed: number]>([
  ['nothing', () => undefined, '1', 0],
  ['a file of components/', (folder) => put(folder, 'components/x', ''), '1', 2],
  ['a file of base/', (folder) => put(folder, 'base/x', ''), '1', 8],
  ['an ignored file', (folder) => put(folder, 'base/x.log', ''), '1', 0],
  ['a time', (folder) => utimesSync(join(folder, 'base/Dockerfile'), 1, 1), '1', 0],
  ['the tag of the external base', () => undefined, '2', 8],
])('a change of %s changes the right keys, %#', async (_, change, alpine, changed) => {
  const folder = makeFolder(graphTree)
  const before = await readKeys(folder)
  change(folder)
  const after = await readKeys(folder, alpine)
  expect([...after].filter(([name, key]) => before.get(name) !== key)).toHaveLength(changed)
})

const name = fc.stringMatching(/^[a-z]{1,3}$/)
const path = fc.array(name, { minLength: 1, maxLength: 3 }).map((names) => `${names.join('/')}.txt`)
const someFiles = fc.dictionary(path, fc.uint8Array({ minLength: 1, maxLength: 20 }), {
  minKeys: 1,
  maxKeys: 8,
})

function write(texts: Iterable<readonly [string, Uint8Array]>): string {
  const folder = makeFolder({ Dockerfile: 'FROM scratch' })
  for (const [place, bytes] of texts) {
    mkdirSync(join(folder, place, '..'), { recursive: true })
    writeFileSync(join(folder, place), bytes)
  }
  return folder
}

test('keys do not depend on the order or times of files', async () => {
  await fc.assert(
    fc.asyncProperty(someFiles, fc.integer({ min: 1, max: 2_000_000_000 }), async (texts, time) => {
      const entries = Object.entries(texts)
      const [one, other] = [write(entries), write(entries.toReversed())]
      for (const [place] of entries) utimesSync(join(other, place), time, time)
      expect(computeKey((await read(other)).parts)).toBe(computeKey((await read(one)).parts))
    }),
    { numRuns: 40 },
  )
})

test('each byte of each file changes the key', async () => {
  await fc.assert(
    fc.asyncProperty(someFiles, fc.nat(), fc.nat(), async (texts, which, where) => {
      const entries = Object.entries(texts)
      const [place, bytes] = entries[which % entries.length] ?? ['', new Uint8Array()]
      const changed = bytes.with(where % bytes.length, ((bytes[where % bytes.length] ?? 0) + 1) % 256)
      const [one, other] = [write(entries), write([...entries, [place, changed]])]
      expect(computeKey((await read(other)).parts)).not.toBe(computeKey((await read(one)).parts))
    }),
    { numRuns: 40 },
  )
})
