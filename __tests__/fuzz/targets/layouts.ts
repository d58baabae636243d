import fc from 'fast-check'
import type { Files } from '../../../src/ports/ports.ts'
import { readLayout } from '../../../src/registry/layout/read-layout.ts'
import { createFakeFiles } from '../../helpers/ports.ts'
import { checkDigest, must, mustEqual, orRefusal } from '../checks.ts'
import { orHostile, spoiltText } from '../hostile.ts'
import { badDigest, digestOf, types } from '../images.ts'
import { fuzz } from '../target.ts'

/** Files that record the requested paths. */
function watchPaths(files: Files): { files: Files; paths: string[] } {
  const paths: string[] = []
  const watched = new Proxy(files, {
    get: (object, name) => {
      const method: unknown = Reflect.get(object, name)
      if (typeof method !== 'function') return method
      return (path: string, ...rest: unknown[]) => {
        paths.push(path)
        return Reflect.apply(method, object, [path, ...rest])
      }
    },
  })
  return { files: watched, paths }
}

/** A valid layout, before its index and manifest are corrupted. */
const layoutParts = fc.tuple(
  fc.string({ maxLength: 10 }),
  fc.string({ maxLength: 10 }),
  fc.constantFrom('v1', 'latest', 'registry.test/acme/app:v1'),
)

function makeLayout([layer, configText, name]: readonly [string, string, string]) {
  const part = (text: string, type: string) => ({
    mediaType: type,
    digest: digestOf(text),
    size: Buffer.byteLength(text),
  })
  const manifest = JSON.stringify({
    schemaVersion: 2,
    mediaType: types[1],
    config: part(configText, 'application/vnd.oci.image.config.v1+json'),
    layers: [part(layer, 'application/vnd.oci.image.layer.v1.tar')],
  })
  const top = {
    ...part(manifest, types[1] ?? ''),
    annotations: { 'org.opencontainers.image.ref.name': name },
  }
  return { blobs: [layer, configText, manifest], top: { schemaVersion: 2, manifests: [top] } }
}

type Top = ReturnType<typeof makeLayout>['top']

/** An index that points outside of the layout. */
const withDigest = (top: Top, digest: string): Top => ({
  ...top,
  manifests: top.manifests.map((one) => ({ ...one, digest })),
})

const layoutFiles = layoutParts.chain((parts) => {
  const { blobs, top } = makeLayout(parts)
  return fc.tuple(
    spoiltText(
      fc.oneof(
        { weight: 4, arbitrary: fc.constant(top) },
        badDigest.map((digest) => withDigest(top, digest)),
      ),
    ),
    orHostile(fc.constant('{"imageLayoutVersion":"1.0.0"}')),
    fc.array(orHostile(fc.constant('same')), { minLength: 3, maxLength: 3 }),
    fc.constant(blobs),
  )
})

export const layouts = fuzz(
  'OCI layouts',
  ['image', 'refused'],
  fc.tuple(layoutFiles, fc.option(orHostile(fc.constantFrom('v1', 'latest')), { nil: undefined })),
  async ([[top, marker, replaced, blobs], tag]) => {
    const folder = '/w/layout'
    const texts: Record<string, string> = {
      [`${folder}/oci-layout`]: marker,
      [`${folder}/index.json`]: top,
      '/etc/passwd': 'root',
    }
    for (const [at, text] of blobs.entries()) {
      texts[`${folder}/blobs/${digestOf(text).replace(':', '/')}`] =
        replaced[at] === 'same' ? text : (replaced[at] ?? '')
    }
    const { files, paths } = watchPaths(createFakeFiles(texts))
    const layout = await orRefusal(() => readLayout(files, folder, tag))
    const outside = paths.find((path) => path !== folder && !path.startsWith(`${folder}/`))
    must(outside === undefined, `the layout leads to ${outside}`)
    if (layout instanceof Error) return 'refused'
    for (const [digest, { bytes }] of layout.manifests)
      mustEqual(digestOf(Buffer.from(bytes).toString()), digest, 'a manifest')
    for (const digest of layout.blobs.keys()) checkDigest(digest)
    must(layout.manifests.has(layout.top.digest), 'the top manifest is missing')
    return 'image'
  },
)
