/** Full, read-only and missing disks, and damaged layouts. */
import { copyFileSync, mkdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { headDigest, listTags } from '../../scripts/lib/registry-client.mjs'
import { mustRunAsRoot } from '../../scripts/lib/run.mjs'
import { newFolder } from './setup/environment.ts'
import {
  commit,
  filesBelow,
  findSecret,
  login,
  makeProject,
  type Step,
  step,
  useRegistry,
} from './setup/project.ts'

const mounts: string[] = []

/** A file system of this size in kB, filled except for `left`. */
async function mountDisk(size: number, { left = size, readOnly = false } = {}): Promise<string> {
  const folder = newFolder('disk')
  const options = `size=${size}k,mode=0777${readOnly ? ',ro' : ''}`
  await mustRunAsRoot('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder])
  mounts.push(folder)
  if (left < size) writeFileSync(join(folder, 'ballast'), Buffer.alloc((size - left) * 1024))
  return folder
}

afterAll(async () => {
  for (const mount of mounts) await mustRunAsRoot('umount', ['--lazy', mount])
})

describe('a disk fault', () => {
  const registry = useRegistry()
  const digestsOf = async (image: string) => {
    const tags = await listTags(registry.host, image, login)
    return Promise.all(
      tags.map(async (tag) => `${tag} ${await headDigest(registry.host, image, tag, login)}`),
    )
  }
  const failsClean = (done: Step, code: string, path: string) => {
    expect(done.main.code).toBe(1)
    expect(done.errors).toHaveLength(1)
    expect(done.errors[0]?.message).toContain(`[${code}]`)
    expect(done.errors[0]?.message).toContain(path)
    expect(done.main.log).not.toMatch(/^\s+at .+:\d+:\d+/m)
    expect(done.main.log).not.toContain('This is a bug in Tagboat')
    expect(done.main.summary).toContain(code)
    expect(findSecret(done, login.password)).toEqual([])
    expect(done.post?.code).toBe(0)
  }

  test.each([
    {
      what: 'does not exist',
      disk: async () => join(newFolder('disk'), 'missing'),
      code: 'path-not-writable',
      says: 'does not exist',
    },
    {
      what: 'is read-only',
      disk: () => mountDisk(1024, { readOnly: true }),
      code: 'path-not-writable',
      says: 'read-only',
    },
    {
      what: 'is full before the private configuration is written',
      disk: () => mountDisk(64, { left: 0 }),
      code: 'disk-full',
      says: 'free)',
    },
    {
      what: 'is full when buildx writes a layout',
      disk: () => mountDisk(256),
      images: 2,
      code: 'disk-full',
      says: 'no space left on device',
    },
    {
      what: 'is full when buildx writes its metadata file after a push',
      disk: () => mountDisk(64, { left: 4 }),
      code: 'disk-full',
      says: 'no space left on device',
    },
  ])('in a RUNNER_TEMP that $what is reported as the cause, and moves no tag', async (row) => {
    const image = `disk/${row.what.replaceAll(' ', '-')}`
    const images = Array.from({ length: row.images ?? 1 }, (_, at) => `${registry.host}/${image}-${at}`)
    const inputs = registry.inputsFor('', { images: images.join('\n') })
    // A layout of this image is larger than the disks.
    const workspace = makeProject('FROM scratch\nCOPY busybox /bin/sh\n')
    expect((await step({ workspace, inputs })).main.code).toBe(0)
    const before = await digestsOf(`${image}-0`)
    commit(workspace)
    const temp = await row.disk()
    const done = await step({ workspace, inputs, env: { RUNNER_TEMP: temp } })
    failsClean(done, row.code, temp)
    expect(done.errors[0]?.message).toContain(row.says)
    expect(await digestsOf(`${image}-0`)).toEqual(before)
    if (row.code === 'disk-full')
      expect(filesBelow(temp).filter((name) => !name.endsWith('ballast'))).toEqual([])
  })

  test.each([
    { name: 'GITHUB_STEP_SUMMARY', code: 0, level: 'warning', says: 'summary is missing' },
    { name: 'GITHUB_OUTPUT', code: 1, level: 'error', says: 'outputs of this step are missing' },
  ])(
    'under $name is reported, and the rest of the report stays accurate',
    async ({ name, code, level, says }) => {
      const image = `disk/${name.toLowerCase()}`
      const path = join(await mountDisk(64, { left: 0 }), 'file')
      writeFileSync(path, '')
      const done = await step({
        workspace: makeProject(),
        inputs: registry.inputsFor(image),
        env: { [name]: path },
      })
      expect(done.main.code).toBe(code)
      const reported = done.main.annotations.filter((one) => one.level === level)
      expect(reported.map(({ message }) => message).join('\n')).toContain(says)
      expect(reported.map(({ message }) => message).join('\n')).toContain('[disk-full]')
      expect(done.main.summary).not.toContain('Nothing was published')
      const [there = ''] = await digestsOf(image)
      expect(done.main.log).toContain(there.split(' ')[1])
    },
  )

  describe('a damaged layout', () => {
    let whole: string
    beforeAll(async () => {
      const workspace = makeProject()
      const outputs = 'type=oci,tar=false,dest=layout'
      expect((await step({ workspace, inputs: { images: 'acme/app', outputs } })).main.code).toBe(0)
      whole = join(workspace, 'layout')
    })
    const blobs = (folder: string) =>
      filesBelow(join(folder, 'blobs', 'sha256')).map((path) => ({
        path,
        text: readFileSync(path, 'latin1'),
      }))
    const layer = (folder: string) => blobs(folder).find(({ text }) => !text.startsWith('{'))?.path ?? ''
    const manifest = (folder: string) =>
      blobs(folder).find(({ text }) => text.includes('"layers"'))?.path ?? ''

    test.each([
      { what: 'without index.json', damage: (at: string) => rmSync(join(at, 'index.json')) },
      {
        what: 'with a truncated index.json',
        damage: (at: string) => truncateSync(join(at, 'index.json'), 40),
      },
      { what: 'with an empty index.json', damage: (at: string) => truncateSync(join(at, 'index.json'), 0) },
      { what: 'without its layer', damage: (at: string) => rmSync(layer(at)) },
      { what: 'with a truncated layer', damage: (at: string) => truncateSync(layer(at), 100) },
      {
        what: 'with another content in its layer',
        damage: (at: string) => writeFileSync(layer(at), Buffer.alloc(readFileSync(layer(at)).length)),
      },
      { what: 'with a truncated manifest', damage: (at: string) => truncateSync(manifest(at), 100) },
      {
        what: 'with a manifest that is not JSON',
        damage: (at: string) => writeFileSync(manifest(at), ' '.repeat(readFileSync(manifest(at)).length)),
      },
    ])('$what is named in the error, and nothing is published', async ({ what, damage }) => {
      const workspace = makeProject()
      const folder = join(workspace, 'copy')
      for (const path of filesBelow(whole)) {
        const to = path.replace(whole, folder)
        mkdirSync(join(to, '..'), { recursive: true })
        copyFileSync(path, to)
      }
      damage(folder)
      const image = `disk/${what.toLowerCase().replace(/[^a-z]+/g, '-')}`
      const inputs = registry.inputsFor(image, { from: 'oci-layout:copy', tags: 'type=raw,value=1' })
      const done = await step({ workspace, inputs })
      failsClean(done, 'from-layout', folder)
      expect(await listTags(registry.host, image, login)).toEqual([])
    })
  })
})
