import { badChoice, missingKey, notNumber, severalValues, unknownKey, type Where } from '../errors/tags.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { compileText, expressionNames } from './expressions.ts'
import { type Field, readFields } from './fields.ts'
import { ruleTypes } from './rule.ts'
import { compileTemplate, type Template } from './templates.ts'

/** The attributes of one line, by key, and the ways to read them; each throws a TagboatError that quotes the line. */
export class Attributes {
  readonly where: Where
  readonly #fields = new Map<string, Field>()

  /**
   * A value without a key is the attribute `value`, once in a line; of a key that comes twice the last counts. Nothing
   * between commas says nothing.
   */
  constructor(line: string, keys: readonly string[]) {
    this.where = { input: 'tags', line }
    for (const field of readFields('tags', line)) {
      if (field.key === undefined && field.value === '') continue
      const key = field.key ?? 'value'
      const first = this.#fields.get('value')
      if (field.key === undefined && first !== undefined) {
        throw new TagboatError(severalValues(this.where, first.value, field.value, ruleTypes))
      }
      if (!keys.includes(key)) throw new TagboatError(unknownKey(field.keyWhere, key, keys))
      this.#fields.set(key, field)
    }
  }

  get keys(): readonly string[] {
    return [...this.#fields.keys()]
  }

  /** Absent and empty alike are `undefined`. */
  filled(key: string): Field | undefined {
    const field = this.#fields.get(key)
    return field?.value ? field : undefined
  }

  required(key: string, example: string): Field {
    const field = this.#fields.get(key)
    if (field === undefined) throw new TagboatError(missingKey(this.where, key, example))
    return field
  }

  /** A text with expressions, where the attribute is there; it may be empty. */
  text(key: string, names: readonly string[] = expressionNames): Template | undefined {
    const field = this.#fields.get(key)
    return field && compileTemplate(field.value, names, field.where)
  }

  /** As `text`, with what stands for an absent one. */
  textOr(key: string, otherwise: string, names?: readonly string[]): Template {
    return this.text(key, names) ?? compileText(otherwise, this.where)
  }

  choice<T extends string>(key: string, choices: readonly T[]): T | undefined {
    const field = this.#fields.get(key)
    const choice = choices.find((each) => each === field?.value)
    if (field && choice === undefined)
      throw new TagboatError(badChoice(field.where, key, field.value, choices))
    return choice
  }

  /** A number; nothing counts as 0, as in docker/metadata-action. */
  number(key: string, pattern: RegExp, example: string): number | undefined {
    const field = this.#fields.get(key)
    if (field && !pattern.test(field.value)) {
      throw new TagboatError(notNumber(field.where, key, field.value, example))
    }
    return field && Number(field.value)
  }
}
