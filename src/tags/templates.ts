import type Handlebars from 'handlebars'
import { badTemplate, type Where } from '../errors/tags.ts'
import { handlebars } from '../libraries.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { checkTemplate } from './check-template.ts'
import { DateFault, formatChecked } from './date-helpers.ts'

/** What expressions print, by name. Booleans are booleans in `#if` and print `true` or `false`. */
export type Values = Readonly<Record<string, string | number | boolean | readonly (string | number)[]>>

/** The two times that date expressions print; ISO 8601. */
export interface Times {
  readonly date: string
  readonly commit_date: string
}

/** A text with expressions, compiled once. */
export interface Template {
  readonly text: string
  readonly where: Where
  /** The names of the values that it uses. */
  readonly uses: ReadonlySet<string>
  render(values: Values, times: Times): string
}

let own: typeof Handlebars | undefined

/** Handlebars with the helpers of our expressions and no others. */
function getEngine(): typeof Handlebars {
  own ??= createEngine()
  return own
}

function createEngine(): typeof Handlebars {
  const engine = handlebars().create()
  for (const name of ['each', 'with', 'lookup', 'log']) engine.unregisterHelper(name)
  engine.registerHelper('or', (...args: unknown[]) => args.slice(0, -1).find(Boolean) ?? args.at(-2))
  for (const name of ['date', 'commit_date'] as const) {
    engine.registerHelper(name, (format: unknown, options: Handlebars.HelperOptions) =>
      formatChecked(name, options.data[name], format, options.hash.tz),
    )
  }
  return engine
}

/**
 * Compiles a text with expressions, without HTML escaping; throws a TagboatError for a syntax fault and for a name
 * that is neither in `names` nor a helper, with the column where it is known.
 */
export function compileTemplate(text: string, names: readonly string[], where: Where): Template {
  if (!text.includes('{{')) return { text, where, uses: new Set(), render: () => text }
  const uses = checkTemplate(text, names, where)
  const compiled = getEngine().compile(text, { noEscape: true })
  const render: Template['render'] = (values, times) => {
    try {
      return compiled(values, { data: { ...times } })
    } catch (error) {
      if (error instanceof DateFault) throw new TagboatError(error.describe(where))
      const why = error instanceof Error ? error.message : String(error)
      throw new TagboatError(badTemplate(where, why, 'Correct the expression.'))
    }
  }
  return { text, where, uses, render }
}
