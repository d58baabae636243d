import { at, type Json, stringAt } from '../json.ts'
import { type ContextValue, OpenRecord } from '../workflow-expressions/context-values.ts'
import { entriesOf, scalarTextOf, stringListAt } from '../workflow-expressions/workflow-values.ts'

/** Values for the inputs of `workflow_dispatch` or `workflow_call`. A text without a default is unknown. */
export interface SampleInputs {
  /** Empty for the defaults; else ` with push: true`. */
  readonly title: string
  readonly inputs: OpenRecord
  /** `github.event.inputs`, where each value is a text. */
  readonly texts: OpenRecord
}

/** At most as many variations of the defaults. */
const mostVariations = 6

/**
 * The defaults, then a variation with every boolean true, since one may matter only with another, then one for each other value of an input
 * that has few: a boolean, or a choice.
 */
export function sampleInputs(declared: Json): readonly SampleInputs[] {
  const choices = entriesOf(declared).map(([name, input]) => ({ name, values: valuesOf(input) }))
  const defaults = Object.fromEntries(
    choices.flatMap(({ name, values: [first] }) => (first === undefined ? [] : [[name, first]])),
  )
  const variations = choices.flatMap(({ name, values }) =>
    values.slice(1).map((value) => makeInputs(` with ${name}: ${value}`, { ...defaults, [name]: value })),
  )
  const flags = choices.filter(
    ({ name, values }) => typeof values[0] === 'boolean' && defaults[name] === false,
  )
  const titles = flags.map(({ name }) => `${name}: true`).join(' and ')
  const together = makeInputs(` with ${titles}`, {
    ...defaults,
    ...Object.fromEntries(flags.map(({ name }) => [name, true])),
  })
  return [
    makeInputs('', defaults),
    ...(flags.length > 1 ? [together] : []),
    ...variations.slice(0, mostVariations),
  ]
}

function makeInputs(title: string, values: Readonly<Record<string, ContextValue>>): SampleInputs {
  const texts = Object.fromEntries(Object.entries(values).map(([name, value]) => [name, String(value)]))
  return { title, inputs: new OpenRecord(values), texts: new OpenRecord(texts) }
}

/** The known values of an input, its default first; empty if it is a text without a default. */
function valuesOf(input: Json): readonly (string | number | boolean)[] {
  const otherwise = at(input, 'default')
  const type = stringAt(input, 'type') ?? 'string'
  if (type === 'boolean') return String(otherwise) === 'true' ? [true, false] : [false, true]
  if (type === 'choice') {
    const first = scalarTextOf(otherwise)
    const options = stringListAt(input, 'options') ?? []
    return first === undefined ? options : [first, ...options.filter((option) => option !== first)]
  }
  if (typeof otherwise === 'number') return [otherwise]
  const text = scalarTextOf(otherwise)
  return text === undefined || text === '' ? [] : [text]
}
