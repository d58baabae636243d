import {
  type BuildRef,
  exportRecord,
  findNewRefs,
  listRefs,
  readRefs,
} from '../../src/build-output/build-record.ts'
import { createBuildx } from '../../src/docker/docker.ts'
import { nameRecord } from '../../src/prepare/upload-record.ts'
import type { DockerSession } from '../../src/session/docker-session.ts'
import { type Answer, createFakeExec } from '../helpers/fake-exec.ts'
import { makeEngine } from '../helpers/inputs.ts'
import { createFakeFiles } from '../helpers/ports.ts'

const [a, b, c] = ['a', 'b', 'c'].map((letter) => letter.repeat(25)) as [string, string, string]

test.each<[name: string, metadata: unknown, expected: BuildRef[]]>([
  ['each target', { app: { 'buildx.build.ref': `default/default/${a}` } }, [{ builder: 'default', id: a }]],
  ['no target without a build', { app: {}, 'buildx.build.warnings': [] }, []],
  ['no target with text that is not a ref', { app: { 'buildx.build.ref': `--builder/x/${a} y` } }, []],
  ['nothing without metadata', undefined, []],
])('the metadata names the build of %s', (_, metadata, expected) => {
  expect(readRefs(metadata)).toEqual(expected)
})

const refs = (names: Record<string, string>) =>
  createFakeFiles(
    Object.fromEntries(
      Object.entries(names).map(([name, folder]) => [
        `/buildx/refs/${name}`,
        JSON.stringify({ Target: 'app', LocalPath: folder }),
      ]),
    ),
  )

test('the builds of a failed run are those that are new and of this workspace', async () => {
  const session = { buildxConfig: '/buildx' } as DockerSession
  const before = await listRefs(refs({ [`own/own0/${a}`]: '/repo', '__group__/x': '' }), session)
  expect(before).toEqual(new Set([`own/own0/${a}`]))
  const after = refs({
    [`own/own0/${a}`]: '/repo',
    [`own/own0/${b}`]: '/repo/app',
    [`own/own0/${c}`]: '/other',
  })
  expect(await findNewRefs(after, session, before, '/repo')).toEqual([{ builder: 'own', id: b }])
})

test.each<{ name: string; given: readonly BuildRef[]; version?: string; answer?: Answer; expected: unknown }>(
  [
    {
      name: 'exports all builds of a builder',
      given: [
        { builder: 'x', id: a },
        { builder: 'x', id: b },
      ],
      expected: undefined,
    },
    { name: 'has nothing to export', given: [], expected: 'buildx reports no build' },
    {
      name: 'refuses an older buildx',
      given: [{ builder: 'x', id: a }],
      version: '0.23.0',
      expected: 'buildx 0.23.0 is older than 0.24.0',
    },
    {
      name: 'returns the error of buildx',
      given: [{ builder: 'x', id: a }],
      answer: { code: 1, stderr: 'no record found' },
      expected: 'docker buildx history export failed: no record found',
    },
  ],
)('a record: $name', async ({ given, version, answer = '', expected }) => {
  const { exec, lines } = createFakeExec(() => answer)
  const engine = makeEngine(version === undefined ? {} : { buildx: version })
  expect(await exportRecord({ buildx: createBuildx(exec, undefined, {}), engine }, given, '/f')).toBe(
    expected,
  )
  if (expected === undefined) {
    expect(lines()).toEqual([`docker buildx history export --builder x --finalize --output /f ${a} ${b}`])
  }
})

test.each<[repository: string, ids: string[], name: string]>([
  ['acme/app', [a], 'acme~app~AAAAAA.dockerbuild'],
  ['acme/app', [a, b, c], 'acme~app~AAAAAA+2.dockerbuild'],
  ['acme/a"b:c', [a], 'acme~a-b-c~AAAAAA.dockerbuild'],
])('the artifact of %s has a name that the service accepts', (repository, ids, name) => {
  expect(
    nameRecord(
      repository,
      ids.map((id) => ({ builder: 'x', id })),
    ),
  ).toBe(name)
})
