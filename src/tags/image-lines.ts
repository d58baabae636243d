import { noImageName, notBoolean, parseEach, unknownKey } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import type { Trigger } from '../model/trigger.ts'
import { compileText, type ExpressionOptions, expressionValues, timesOf } from './expressions.ts'
import { readFields, withoutComments } from './fields.ts'
import { compileName } from './name-template.ts'
import type { Template } from './templates.ts'

/** A line of input `images`. */
export interface ImageLine {
  readonly name: Template
  readonly enable: Template
  /** From a full reference: the target's name is not appended. */
  readonly isWhole?: true
}

/** Reads the lines of input `images`: a name alone, or `name=,enable=`. One line of names may hold several. */
export function parseImages(lines: readonly string[]): ImageLine[] {
  return parseEach(withoutComments(lines), parseLine).flat()
}

/** Whether the line's name has `{{target}}`, so that each target gets a name of its own. */
export const usesTarget = (line: ImageLine): boolean => line.name.uses.has('target')

/** Renders a line's name for a trigger, without checking it; undefined if the line is off. */
export function imageName(
  { name, enable }: ImageLine,
  trigger: Trigger,
  options: ExpressionOptions = {},
): string | undefined {
  const values = expressionValues(trigger, options)
  const times = timesOf(trigger)
  const enabled = enable.render(values, times)
  if (!/^(?:true|false)$/i.test(enabled)) {
    throw new TagboatError(notBoolean(enable.where, 'enable', enabled, enable.text))
  }
  return enabled.toLowerCase() === 'true' ? name.render(values, times) : undefined
}

function parseLine(line: string): ImageLine[] {
  const where = { input: 'images', line } as const
  const fields = readFields('images', line)
  if (fields.every(({ key }) => key === undefined)) {
    const names = fields.filter(({ value }) => value !== '')
    return names.map((field) => ({
      name: compileName(field.value, field.where),
      enable: compileText('true', where),
    }))
  }
  let image: Partial<ImageLine> = {}
  for (const { key = 'name', value, where: at, keyWhere } of fields) {
    if (key !== 'name' && key !== 'enable')
      throw new TagboatError(unknownKey(keyWhere, key, ['name', 'enable']))
    image = { ...image, [key]: key === 'name' ? compileName(value, at) : compileText(value, at) }
  }
  if (!image.name?.text) throw new TagboatError(noImageName(where))
  return [{ name: image.name, enable: image.enable ?? compileText('true', where) }]
}
