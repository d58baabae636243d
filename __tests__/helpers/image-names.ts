import { parseEach } from '../../src/errors/tags.ts'
import type { Trigger } from '../../src/model/trigger.ts'
import type { ExpressionOptions } from '../../src/tags/expressions.ts'
import { type ImageLine, imageName } from '../../src/tags/image-lines.ts'

/** The image names for this trigger; one error contains all problems. */
export function imageNames(
  images: readonly ImageLine[],
  trigger: Trigger,
  options: ExpressionOptions = {},
): string[] {
  return parseEach(images, (line) => imageName(line, trigger, options)).filter((name) => name !== undefined)
}
