import type { Node, Scalar } from 'yaml'
import { yaml } from '../libraries.ts'

/** A use of another step in an expression, `steps.ID.outputs.NAME`. */
export interface StepUse {
  /** In the case of the text; undefined for `toJSON(steps)` and the like, which read every step. */
  readonly id: string | undefined
  readonly property: 'outputs' | 'outcome' | 'conclusion' | undefined
  /** The output's name in lower case; undefined for `toJSON(steps.ID.outputs)`. */
  readonly output: string | undefined
  /** The use as it is written. */
  readonly written: string
  /** The place of the id in the text of the file. */
  readonly start: number
  readonly end: number
  /** The setting of `with:` that it is in, in lower case. */
  readonly setting: string | undefined
}

/** `steps`, the id as a name or in brackets (with YAML's doubled quotes), the property, and the output. */
const use = new RegExp(
  [
    String.raw`(?<![\w.-])steps(?![\w-])`,
    String.raw`(?:\s*\.\s*(?<id>[\w-]+)|\s*\[\s*'{1,2}(?<index>[\w-]+)'{1,2}\s*\])?`,
    String.raw`(?:\s*\.\s*(?<property>outputs|outcome|conclusion)`,
    String.raw`(?:\s*\.\s*(?<output>[\w-]+)|\s*\[\s*'{1,2}(?<outputIndex>[\w-]+)'{1,2}\s*\])?)?`,
  ].join(''),
  'dgi',
)

/** Finds the uses of steps in all expressions below a node. `text` is the file. */
export function findStepUses(text: string, node: Node): readonly StepUse[] {
  const { isScalar, visit } = yaml()
  const found: StepUse[] = []
  visit(node, {
    Scalar(position, scalar, path) {
      if (position === 'key' || typeof scalar.value !== 'string') return
      const keys = path.flatMap((parent) =>
        'key' in parent && isScalar(parent.key) ? [String(parent.key.value)] : [],
      )
      const setting = keys.includes('with') ? keys.at(-1)?.toLowerCase() : undefined
      found.push(...usesIn(text, scalar, keys.at(-1) === 'if', setting))
    },
  })
  return found
}

function usesIn(
  text: string,
  { range }: Scalar,
  isCondition: boolean,
  setting: string | undefined,
): readonly StepUse[] {
  const [from = 0, to = 0] = range ?? []
  const source = text.slice(from, to)
  const parts =
    isCondition && !source.includes('${{') ? [{ start: 0, end: source.length }] : expressionsOf(source)
  return parts.flatMap(({ start, end }) =>
    [...source.slice(start, end).matchAll(use)].flatMap((match) => {
      const { id, index, property, output, outputIndex } = match.groups ?? {}
      const place = match.indices?.groups?.id ?? match.indices?.groups?.index ?? match.indices?.[0]
      const [first = 0, last = 0] = place ?? []
      return [
        {
          id: id ?? index,
          property: propertyOf(property),
          output: (output ?? outputIndex)?.toLowerCase(),
          written: match[0],
          start: from + start + first,
          end: from + start + last,
          setting,
        },
      ]
    }),
  )
}

/** The places of the `${{ }}` in the source of a scalar. */
function expressionsOf(source: string): readonly { start: number; end: number }[] {
  return [...source.matchAll(/\$\{\{(?:'[^']*'|(?!\}\})[^'])*\}\}/g)].map(({ index, 0: whole }) => ({
    start: index,
    end: index + whole.length,
  }))
}

function propertyOf(text: string | undefined): StepUse['property'] {
  const name = text?.toLowerCase()
  return name === 'outputs' || name === 'outcome' || name === 'conclusion' ? name : undefined
}

/** Whether a use reads a step with this id. GitHub compares ids without regard to case. */
export const readsStep = ({ id }: StepUse, step: string | undefined): boolean =>
  id !== undefined && step !== undefined && id.toLowerCase() === step.toLowerCase()
