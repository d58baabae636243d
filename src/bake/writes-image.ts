import * as errors from '../errors/bake.ts'
import type { Problem } from '../model/tagboat-error.ts'
import { type BakeTarget, textOf } from './bake-target.ts'
import { type FileOutput, fileOutputsOf, isArchive } from './file-output.ts'
import { readSpecs } from './specs.ts'

/** Exporters that write files or nothing; every other one writes an image. */
const withoutImage = ['local', 'tar', 'cacheonly']

const typesOf = (target: BakeTarget): readonly string[] =>
  readSpecs(target, 'output').map(({ type }) => (typeof type === 'string' ? type : ''))

/** Whether a target of a bake file makes an image. One without an output does, and gets ours. */
export function makesImage(target: BakeTarget): boolean {
  const types = typesOf(target)
  return types.length === 0 || types.some((type) => !withoutImage.includes(type))
}

/** What cannot be done with a chosen target: a check instead of a build, an image with files beside it, files without a path. */
export function findUnwritable(name: string, target: BakeTarget): readonly Problem[] {
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
