import * as errors from '../errors/bake.ts'
import type { FileType } from '../model/result.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { type BakeTarget, textOf } from './bake-target.ts'
import { readSpecs, type Spec, specsOf } from './specs.ts'

/** The exporters that write files. */
export const fileTypes = ['oci', 'docker', 'local', 'tar'] as const satisfies readonly FileType[]

/** Files that a build writes on this machine. */
export interface FileOutput {
  /** `oci` and `docker` write an image as an archive, `local` and `tar` the files in the image. */
  readonly type: FileType
  /** Relative to the workspace or absolute. */
  readonly dest: string
  /** `dest` is a folder; else it is one file. */
  readonly isFolder: boolean
  /** The output in buildx's notation, `type=oci,dest=image.tar`. */
  readonly spec: string
}

/** The outputs of a target that write files; `dest` is empty where none is given. Images and `cacheonly` are left out. */
export function fileOutputsOf(target: BakeTarget): readonly FileOutput[] {
  const specs = specsOf(target, 'output')
  return readSpecs(target, 'output').flatMap((spec, index) => {
    const type = fileTypes.find((known) => known === textAt(spec, 'type'))
    const dest = textAt(spec, 'dest')
    // The image of `type=docker` without a path is loaded.
    if (type === undefined || (type === 'docker' && dest === '')) return []
    const isFolder = isFolderOutput(type, textAt(spec, 'tar'))
    return [{ type, dest, isFolder, spec: specs[index] ?? '' }]
  })
}

export const isArchive = ({ type }: Pick<FileOutput, 'type'>): boolean => type === 'oci' || type === 'docker'

export const isFolderOutput = (type: FileType, tar: string): boolean =>
  type === 'local' || ((type === 'oci' || type === 'docker') && isFalse(tar))

/** The values that Go's ParseBool takes for false; buildx takes everything else for true. */
const isFalse = (text: string): boolean => ['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text)

const textAt = (spec: Spec, key: string): string => {
  const value = spec[key]
  return typeof value === 'string' ? value : ''
}

/** Whether a target of a bake file makes an image. One without an output does, and gets ours. */
export function makesImage(target: BakeTarget): boolean {
  const types = typesOf(target)
  return types.length === 0 || types.some((type) => !withoutImage.includes(type))
}

/** What cannot be done with a chosen target: a check instead of a build, an image with files beside it, files without a path. */
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

/** The archives that a target of a bake file would write beside the image that is published. */
export const droppedArchives = (target: BakeTarget): readonly FileOutput[] =>
  makesImage(target) ? fileOutputsOf(target).filter(isArchive) : []

/** Exporters that write files or nothing; every other one writes an image. */
const withoutImage = ['local', 'tar', 'cacheonly']

const typesOf = (target: BakeTarget): readonly string[] =>
  readSpecs(target, 'output').map(({ type }) => (typeof type === 'string' ? type : ''))
