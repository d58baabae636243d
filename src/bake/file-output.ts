import type { FileType } from '../model/result.ts'
import type { BakeTarget } from './bake-target.ts'
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

export const isArchive = ({ type }: Pick<FileOutput, 'type'>): boolean => type === 'oci' || type === 'docker'

/** The values that Go's ParseBool takes for false; buildx takes everything else for true. */
const isFalse = (text: string): boolean => ['0', 'f', 'F', 'false', 'False', 'FALSE'].includes(text)

export const isFolderOutput = (type: FileType, tar: string): boolean =>
  type === 'local' || ((type === 'oci' || type === 'docker') && isFalse(tar))

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

const textAt = (spec: Spec, key: string): string => {
  const value = spec[key]
  return typeof value === 'string' ? value : ''
}
