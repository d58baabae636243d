import { TagboatError } from '../errors/tagboat-error.ts'
import { noImageName, notBoolean, parseEach, unknownKey } from '../errors/tags.ts'
import type { Trigger } from '../trigger/trigger.ts'
import { compileText, type ExpressionOptions, expressionValues, timesOf } from './expressions.ts'
import { readFields, withoutComments } from './fields.ts'
import type { Template, Values } from './templates.ts'

/** A line of input `images`. */
export interface ImageLine {
  readonly name: Template
  readonly enable: Template
}

/** Reads the lines of input `images`: a name alone, or `name=,enable=`. One line of names may hold several. */
export function parseImages(lines: readonly string[]): ImageLine[] {
  return parseEach(withoutComments(lines), parseLine).flat()
}

/** The names that are wanted for this trigger, as written; they are not yet checked to be image names. */
export function imageNames(
  images: readonly ImageLine[],
  trigger: Trigger,
  options: ExpressionOptions = {},
): string[] {
  const values = expressionValues(trigger, options)
  const times = timesOf(trigger)
  return images.flatMap(({ name, enable }) => {
    const enabled = enable.render(values, times)
    if (enabled !== 'true' && enabled !== 'false') {
      throw new TagboatError(notBoolean(enable.where, 'enable', enabled, enable.text))
    }
    return enabled === 'true' ? [name.render(toComponents(values), times)] : []
  })
}

function parseLine(line: string): ImageLine[] {
  const where = { input: 'images', line } as const
  const fields = readFields('images', line)
  if (fields.every(({ key }) => key === undefined)) {
    const names = fields.filter(({ value }) => value !== '')
    return names.map((field) => ({
      name: compileText(field.value, field.where),
      enable: compileText('true', where),
    }))
  }
  let image: Partial<ImageLine> = {}
  for (const { key = 'name', value, where: at, keyWhere } of fields) {
    if (key !== 'name' && key !== 'enable')
      throw new TagboatError(unknownKey(keyWhere, key, ['name', 'enable']))
    image = { ...image, [key]: compileText(value, at) }
  }
  if (!image.name?.text) throw new TagboatError(noImageName(where))
  return [{ name: image.name, enable: image.enable ?? compileText('true', where) }]
}

/** Within a name an expression is part of one component: `feature/X` becomes `feature-x`. */
function toComponents(values: Values): Values {
  const entries = Object.entries(values).map(([name, value]) => [
    name,
    typeof value === 'string' ? value.toLowerCase().replace(/[^a-z0-9._-]+/g, '-') : value,
  ])
  return Object.fromEntries(entries)
}
