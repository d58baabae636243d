import { arrayAt, stringAt } from '../json.ts'
import { type BakeTarget, textOf } from './bake-target.ts'

/** Exporters that write files or nothing; every other one writes an image. */
const others = ['local', 'tar', 'cacheonly']

/**
 * Why a target writes no image, as the end of a sentence; undefined where it does. One without an output does: ours
 * comes in its place, as it does for every output that is an image.
 */
export function whyNoImage(target: BakeTarget): string | undefined {
  const [call = ''] = textOf(target, 'call').split(',')
  if (call !== '' && call !== 'build') return `has call = "${call}"`
  const types = arrayAt(target, 'output').map((output) => stringAt(output, 'type') ?? '')
  if (types.length === 0 || types.some((type) => !others.includes(type))) return undefined
  return `has an output of type ${types.join(' and ')}`
}
