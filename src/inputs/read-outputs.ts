import { normalize } from 'node:path'
import { type FileOutput, fileTypes, isArchive, isFolderOutput } from '../bake/target-outputs.ts'
import { csv, splitFields } from '../csv.ts'
import { badInput, conflictingInputs } from '../errors/inputs.ts'
import type { FileType } from '../model/result.ts'
import { type InputReader, parseBoolean } from './reader.ts'

const example = 'Write for example type=oci,dest=image.tar or type=local,dest=out.'
const byInput = (line: string): string => `Leave it out, and write ${line}.`

/** Settings of exporters that no input covers (BuildKit's documentation, "Exporters"). */
const archiveKeys = ['tar', 'compression', 'compression-level', 'force-compression', 'oci-mediatypes']
const keys: Readonly<Record<FileType, readonly string[]>> = {
  oci: archiveKeys,
  docker: archiveKeys,
  local: ['platform-split', 'attestation-prefix'],
  tar: ['platform-split', 'attestation-prefix'],
}

/** Settings that an input covers. */
const ours: Readonly<Record<string, string>> = {
  name: byInput('the names in inputs images and tags'),
  push: 'Write push: true in a step without outputs.',
  'rewrite-timestamp': byInput('rewrite-timestamp: true'),
  mode: 'Leave it out: existing files stay, unless the build overwrites them.',
}

/** Types of docker/build-push-action that write no files, each with what to write instead. */
const others: Readonly<Record<string, string>> = {
  registry: 'Write push: true instead.',
  cacheonly: 'Write push: false instead: the image is built into the cache.',
}

/**
 * Reads input `outputs`: one exporter per line in buildx's notation; a path alone is short for `type=local,dest=PATH`.
 * Problems go to the reader.
 */
export function readOutputs(reader: InputReader): readonly FileOutput[] {
  const outputs = reader.lines('outputs').flatMap((line) => {
    const read = readOutput(line)
    if ('type' in read) return [read]
    reader.problems.push(badInput('outputs', line, read.why, read.fix))
    return []
  })
  const dests = outputs.map(normalizeDest)
  for (const [index, { spec, dest }] of outputs.entries()) {
    if (dests.indexOf(dests[index] ?? '') === index) continue
    const why = `writes to '${dest}', as another line does`
    reader.problems.push(badInput('outputs', spec, why, 'Give each output a dest of its own.'))
  }
  if (outputs.length > 0) checkConflicts(reader)
  return outputs
}

/** Normalizes the destination: `./out/` becomes `out`. */
export const normalizeDest = ({ dest }: Pick<FileOutput, 'dest'>): string =>
  normalize(dest).replace(/(?<=.)\/$/, '')

type Wrong = { readonly why: string; readonly fix: string }

function readOutput(line: string): FileOutput | Wrong {
  const fields = splitFields(line)
  const isPath = fields.length === 1 && fields[0] === line && !line.includes('=')
  const pairs = isPath ? [['type', 'local'] as const, ['dest', line] as const] : fields.map(readField)
  const bare = pairs.find(([, value]) => value === undefined)
  if (bare !== undefined) return { why: `has '${bare[0]}', which is not of the form key=value`, fix: example }
  const settings = new Map(pairs.map(([key, value]) => [key, value ?? '']))
  if (settings.size < pairs.length) return { why: 'has a key twice', fix: example }
  const type = fileTypes.find((known) => known === settings.get('type'))
  if (type === undefined) return refuseType(settings)
  const dest = settings.get('dest') ?? ''
  if (dest === '' || dest === '-') return refuseDest(type, dest)
  for (const key of settings.keys()) {
    if (key === 'type' || key === 'dest' || keys[type].includes(key)) continue
    return refuseKey(type, key)
  }
  const tar = settings.get('tar') ?? ''
  if (tar !== '' && parseBoolean(tar) === undefined) {
    return { why: `has tar=${tar}, which is not a boolean`, fix: 'Write tar=true or tar=false.' }
  }
  const spec = csv(...[...settings].map(([key, value]) => `${key}=${value}`))
  return { type, dest, isFolder: isFolderOutput(type, tar), spec }
}

/** Keys are case-insensitive, as in buildx. */
function readField(field: string): readonly [string, string | undefined] {
  const equals = field.indexOf('=')
  if (equals < 0) return [field, undefined]
  return [field.slice(0, equals).trim().toLowerCase(), field.slice(equals + 1)]
}

function refuseType(settings: ReadonlyMap<string, string>): Wrong {
  const type = settings.get('type')
  if (type === undefined) return { why: 'names no type', fix: example }
  if (type === 'image') return refuseImage(settings)
  const instead = others[type]
  if (instead !== undefined) return { why: 'writes no files', fix: instead }
  const fix = `The types are ${fileTypes.join(', ')}. ${example}`
  return { why: `has the unknown type '${type}'`, fix }
}

function refuseImage(settings: ReadonlyMap<string, string>): Wrong {
  const isSet = (key: string) => !['', 'false'].includes(settings.get(key) ?? '')
  const why = 'writes no files'
  if (isSet('push-by-digest')) {
    return { why, fix: 'Write push: digest instead, and the name of the image in input images.' }
  }
  const own = [...settings.keys()].filter((key) => !['type', 'push', 'name'].includes(key))
  const [key] = own
  if (key === undefined)
    return { why, fix: 'Write push: true instead, or load: true for an image of the engine.' }
  if (key.startsWith('annotation')) return { why, fix: 'Write push: true instead, and input annotations.' }
  if (key === 'rewrite-timestamp')
    return { why, fix: 'Write push: true and rewrite-timestamp: true instead.' }
  return {
    why,
    fix: `Write push: true instead; ${key} is not offered for pushed images. With it, write type=oci,tar=false,dest=FOLDER,${key}=${settings.get(key)} here, and publish the folder with from: oci-layout:FOLDER in the next step.`,
  }
}

function refuseDest(type: FileType, dest: string): Wrong {
  if (dest === '' && type === 'docker') {
    return {
      why: 'loads the image and writes no file',
      fix: 'Write load: true instead, or add dest=image.tar.',
    }
  }
  const where = `Add dest=${type === 'local' ? 'out' : type === 'tar' ? 'files.tar' : 'image.tar'}, a path in the workspace.`
  return { why: dest === '' ? 'has no dest' : 'writes to the log', fix: where }
}

function refuseKey(type: FileType, key: string): Wrong {
  const annotation = key.startsWith('annotation') ? byInput('input annotations') : undefined
  const fix = ours[key] ?? annotation ?? `type=${type} takes dest, ${keys[type].join(', ')}.`
  return { why: `has ${key}, which outputs of type ${type} do not take`, fix }
}

function checkConflicts(reader: InputReader): void {
  const refuse = (what: string, fix: string) => reader.problems.push(conflictingInputs(what, fix))
  const push = reader.text('push')
  if (parseBoolean(push) === true || push === 'digest') {
    refuse(
      `Input outputs writes files and pushes nothing, and push is ${push}.`,
      'Take two steps: one with outputs: type=oci,tar=false,dest=image, then, after your checks, one with from: oci-layout:image, which publishes that very image. For binaries, take a step of its own with outputs.',
    )
  }
  if (parseBoolean(reader.text('only-changed')) === true) {
    const what =
      'With only-changed an image that has not changed is not built, and outputs would not be written.'
    refuse(what, 'Leave one of them out.')
  }
}

/** Refuses type docker for several platforms or attestations: its archive holds a single image manifest. */
export function checkArchives(
  reader: InputReader,
  outputs: readonly FileOutput[],
  { platforms, attests }: { readonly platforms: readonly string[]; readonly attests: readonly string[] },
): void {
  const isAsked = attests.some((attest) => !/(^|,)disabled=true(,|$)/.test(attest))
  const what = platforms.length > 1 ? `${platforms.length} platforms` : isAsked ? 'attestations' : undefined
  for (const { spec } of what === undefined ? [] : outputs.filter(({ type }) => type === 'docker')) {
    const why = `cannot hold an image with ${what}`
    reader.problems.push(
      badInput('outputs', spec, why, 'Write type=oci, which docker load takes too, or build without.'),
    )
  }
}

/** Notes inputs that describe an image, if only files are written. It is not an error, because steps often share these inputs. */
export function noteWithoutImage(reader: InputReader, outputs: readonly FileOutput[], load: boolean): void {
  if (outputs.length === 0 || load || outputs.some(isArchive)) return
  const set = ['images', 'tags', 'flavor', 'labels', 'annotations'].filter(
    (name) => reader.text(name).trim() !== '',
  )
  if (set.length === 0) return
  reader.notices.push(`Input outputs writes files without an image here: ${set.join(', ')} have no effect.`)
}
