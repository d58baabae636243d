import * as errors from '../errors/bake.ts'
import type { FileType } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { type BakeTarget, textOf } from './bake-target.ts'
import { readSpecs, type Spec, specsOf } from './specs.ts'

/** The exporters that write files. */
export const fileTypes = ['oci', 'docker', 'local', 'tar'] as const satisfies readonly FileType[]

/** An output of a build that writes files on this machine. */
export interface FileOutput {
  /** `oci` and `docker` write the image as an archive; `local` and `tar` write the files in the image. */
  readonly type: FileType
  /** Relative to the workspace or absolute. */
  readonly dest: string
  /** Whether `dest` is a folder. Otherwise it is one file. */
  readonly isFolder: boolean
  /** The output in buildx's notation, `type=oci,dest=image.tar`. */
  readonly spec: string
}

/** The outputs of a target that write files, without images and `cacheonly`. `dest` is empty if none is given. */
export function fileOutputsOf(target: BakeTarget): readonly FileOutput[] {
  const specs = specsOf(target, 'output')
  return readSpecs(target, 'output').flatMap((spec, index) => {
    const type = fileTypes.find((known) => known === textAt(spec, 'type'))
    const dest = textAt(spec, 'dest')
    // Without a path, `type=docker` loads the image into the engine.
    if (type === undefined || (type === 'docker' && dest === '')) return []
    const isFolder = isFolderOutput(type, textAt(spec, 'tar'))
    return [{ type, dest, isFolder, spec: specs[index] ?? '' }]
  })
}

export const isArchive = ({ type }: Pick<FileOutput, 'type'>): boolean => type === 'oci' || type === 'docker'

export const isFolderOutput = (type: FileType, tar: string): boolean =>
  type === 'local' || ((type === 'oci' || type === 'docker') && isFalse(tar))

/** The values that Go's ParseBool reads as false. buildx treats everything else as true. */
const isFalse = (text: string): boolean => ['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text)

const textAt = (spec: Spec, key: string): string => {
  const value = spec[key]
  return typeof value === 'string' ? value : ''
}

/** Whether a target of a bake file makes an image. A target without an output does: Tagboat adds the output. */
export function makesImage(target: BakeTarget): boolean {
  const types = typesOf(target)
  return types.length === 0 || types.some((type) => !withoutImage.includes(type))
}

/** Why a chosen target cannot be built: it runs a check instead, writes files beside an image, or writes files without a path. */
export function findTargetProblems(name: string, target: BakeTarget): readonly Problem[] {
  const [call = ''] = textOf(target, 'call').split(',')
  if (call !== '' && call !== 'build') return [errors.targetNotBuilt(name, call)]
  const types = typesOf(target)
  const beside = types.find((type) => ['local', 'tar'].includes(type))
  if (makesImage(target)) return beside === undefined ? [] : [errors.filesBesideImage(name, beside)]
  return fileOutputsOf(target).flatMap(({ type, dest }) =>
    dest === '' || dest === '-' ? [errors.outputWithoutPath(name, type)] : [],
  )
}

/** The archives of a target's own outputs, which Tagboat does not write when it publishes the image. */
export const droppedArchives = (target: BakeTarget): readonly FileOutput[] =>
  makesImage(target) ? fileOutputsOf(target).filter(isArchive) : []

/** Exporters that write files or nothing. All others write an image. */
const withoutImage = ['local', 'tar', 'cacheonly']

const typesOf = (target: BakeTarget): readonly string[] =>
  readSpecs(target, 'output').map(({ type }) => (typeof type === 'string' ? type : ''))
