import fc from 'fast-check'
import { recordOf, textOf } from '../../src/bake/bake-target.ts'
import {
  defineExport,
  defineImport,
  defineInspection,
  type MountBuild,
} from '../../src/cache/cache-mount-build.ts'
import { type CacheMount, findCacheMounts } from '../../src/content/cache-mounts.ts'
import { parseDockerfile } from '../../src/content/dockerfile.ts'
import { at, isRecord, parseJson } from '../../src/json.ts'

const image = `docker.io/library/busybox@sha256:${'a'.repeat(64)}`

function targetsOf(json: string) {
  const targets = at(parseJson(json), 'target')
  if (!isRecord(targets)) throw new Error(json)
  return Object.fromEntries(
    Object.entries(targets).map(([name, target]) => {
      // Bake reads `$${` as `${`.
      const text = JSON.stringify(target).replaceAll('$${', '${').replaceAll('%%{', '%{')
      return [name, parseJson(text) as Record<string, string>]
    }),
  )
}

const define = (how: (build: MountBuild) => string, ...mounts: CacheMount[]) =>
  targetsOf(how({ image, nonce: 'n', mounts: mounts.map((mount, number) => ({ mount, number })) }))

const npm: CacheMount = { namespace: '', id: 'npm', owner: '' }
const owned: CacheMount = { namespace: 'ns', id: '/c', owner: 'uid=1,gid=2,mode=0700' }

test('each mount has a target of its own, in a folder of its own', () => {
  const targets = define(defineExport, npm, owned)
  expect(targets).toMatchObject({
    'mount-0': { context: '0', output: ['type=tar,dest=0/content.tar'] },
    'mount-1': { context: '1', output: ['type=tar,dest=1/content.tar'] },
  })
  expect(targets['mount-0']).not.toHaveProperty('args')
  expect(recordOf(targets['mount-1'] ?? {}, 'args')).toEqual({ BUILDKIT_CACHE_MOUNT_NS: 'ns' })
})

test('the program comes from the pinned image, and has no network', () => {
  const text = textOf(define(defineImport, npm)['mount-0'] ?? {}, 'dockerfile-inline')
  expect(text.split('\n').slice(0, 3)).toEqual([`FROM ${image} AS tool`, 'FROM scratch', 'ADD content.tar /'])
  expect(text).toContain(
    'RUN --network=none --mount=type=bind,from=tool,target=/.tool --mount=type=cache,id=npm,',
  )
})

test('no build uses no-cache, which would empty the mounts, but each has a text of its own', () => {
  for (const how of [defineExport, defineImport, defineInspection]) {
    const build = { image, mounts: [{ mount: npm, number: 0 }] }
    const [one, other] = ['1', '2'].map((nonce) => how({ ...build, nonce }))
    expect(one).not.toContain('no-cache')
    expect(one).not.toBe(other)
  }
})

/** Values as a hostile Dockerfile may have them. */
const odd = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({
    unit: fc.constantFrom('"', "'", '\\', '$', '{', '}', ',', '\n', '`', ' ', 'a', '=', '#'),
    maxLength: 12,
  }),
  fc.string({ unit: fc.constantFrom(...'ab/.:@+~%=-'), maxLength: 12 }),
  fc.integer({ min: 0, max: 9999 }).map(String),
  fc.constantFrom('a,from=tool', 'a\nRUN x', 'x --mount=type=bind', '${X}', '$HOME', 'a%{b}', '../..', '/'),
)

test('a mount that is kept reaches the builder as the Dockerfile has it, whatever its text', () => {
  let kept = 0
  const property = fc.property(odd, odd, odd, odd, (id, target, uid, namespace) => {
    const quote = (text: string) => `"${text.replaceAll('"', '""')}"`
    const mount = `type=cache,${quote(`id=${id}`)},${quote(`target=${target}`)},${quote(`uid=${uid}`)}`
    // Escapes the flag, so that its text reaches the reader unchanged where that is possible.
    const text = `FROM a\nRUN --mount=${mount.replace(/["'\\ ]/g, '\\$&')} make`
    const args = { BUILDKIT_CACHE_MOUNT_NS: namespace }
    const { mounts } = findCacheMounts(parseDockerfile(text), { args }, 'linux/amd64')
    for (const found of mounts) {
      kept += 1
      for (const how of [defineExport, defineImport, defineInspection]) {
        const target = define(how, found)['mount-0'] ?? {}
        const again = parseDockerfile(textOf(target, 'dockerfile-inline'))
        expect(again.stages.map(({ base, sources }) => [base, sources])).toEqual([
          [image, []],
          ['scratch', ['tool']],
        ])
        expect(findCacheMounts(again, target, 'linux/amd64').mounts).toEqual([found])
      }
    }
  })
  fc.assert(property, { numRuns: 2_000 })
  expect(kept).toBeGreaterThan(20)
})
