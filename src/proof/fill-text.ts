import type { Contexts, UnknownPart } from '../workflow-expressions/context-values.ts'
import type { Condition, Expressions } from '../workflow-expressions/expressions.ts'

/** The result depends on a part that is unknown. The caller assumes a value for it, and starts again. */
export class Undecided extends Error {
  readonly part: UnknownPart

  constructor(part: UnknownPart) {
    super(`it depends on ${part.name}`)
    this.part = part
  }
}

/** A step fails, or cannot be understood. The message is a clause: `its input push is ...`. */
export class StepFailure extends Error {}

/** The tags are in a file or program that is not read here. The message is a clause: `its tags are in ...`. */
export class UnreadTags extends Error {}

/** Texts with unknown parts. The same expression has the same placeholder on both sides, a valid part of a name and of a tag. */
export class Placeholders {
  readonly #byExpression = new Map<string, string>()

  /** `use` is the one in which an expression is found first: a whole reference, an image name, or any other text. */
  of(expression: string, use: 'reference' | 'image' | 'text'): string {
    const key = expression.replace(/\s+/g, ' ').toLowerCase()
    const found = this.#byExpression.get(key)
    if (found !== undefined) return found
    const name = key
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40)
      .replace(/-$/, '')
    const unique = `unknown-${name}-${this.#byExpression.size + 1}`
    const text = {
      reference: `registry.example/${unique}:1`,
      image: `registry.example/${unique}`,
      text: unique,
    }[use]
    this.#byExpression.set(key, text)
    return text
  }

  /** A text in which placeholders are expressions again, for display. */
  restore(text: string): string {
    let restored = text
    for (const [expression, placeholder] of [...this.#byExpression].reverse()) {
      restored = restored.replaceAll(placeholder, `\${{ ${expression} }}`)
    }
    return restored
  }
}

/** How a text is used, which decides what an unknown part of it may be. */
export type TextUse =
  /** Full references, one a line or between commas. */
  | 'references'
  /** Image names, one a line. */
  | 'images'
  /** Rules of input `tags`, one a line; a full reference is one, too. */
  | 'rules'
  | 'flag'
  | 'text'

/** Fills in the texts of one step. */
export interface Filler {
  fill(text: string, use: TextUse): string
  /** The text, if all of it is known. */
  fillKnown(text: string): string | undefined
  /** Whether a step or job with this `if:` runs. Throws Undecided. */
  test(condition: string): boolean
}

export function createFiller(
  expressions: Expressions,
  contexts: Contexts,
  placeholders: Placeholders,
): Filler {
  const undecided = (parts: readonly UnknownPart[], values: readonly string[]): never => {
    const part = parts.find(({ name }) => contexts.assumed?.[name.toLowerCase()] === undefined)
    if (part === undefined)
      throw new UnreadTags('an expression in the job depends on values that only a run has')
    throw new Undecided({ name: part.name, compared: [...new Set([...part.compared, ...values])] })
  }
  return {
    test: (condition) => {
      const result: Condition = expressions.test(condition, contexts)
      if (result !== 'unknown') return result
      const value = expressions.evaluate(condition.trim().replace(/^\$\{\{|\}\}$/g, ''), contexts)
      if (value.kind === 'invalid')
        throw new StepFailure(`its condition '${condition}' is invalid: ${value.why}`)
      return undecided(value.kind === 'unknown' ? value.parts : [], [])
    },
    fillKnown: (text) => {
      const filled = expressions.fillIn(text, contexts)
      return filled.kind === 'known' ? filled.text : undefined
    },
    fill: (text, use) => {
      const filled = expressions.fillIn(text, contexts)
      if (filled.kind === 'known') return filled.text
      if (filled.kind === 'invalid') throw new StepFailure(`'${text.trim()}' is invalid: ${filled.why}`)
      if (use === 'flag') return undecided(filled.parts, ['true', 'false'])
      return filled.pieces
        .map((piece, index) => {
          if (typeof piece === 'string') return piece
          const before = filled.pieces
            .slice(0, index)
            .filter((one) => typeof one === 'string')
            .join('')
          const next = filled.pieces[index + 1]
          const line = before.slice(before.lastIndexOf('\n') + 1)
          const required = requiredValues(line)
          if (required.length > 0)
            return undecided(partsOfPiece(expressions, contexts, piece.expression), required)
          return placeholders.of(piece.expression, useOf(line, typeof next === 'string' ? next : '', use))
        })
        .join('')
    },
  }
}

const partsOfPiece = (expressions: Expressions, contexts: Contexts, text: string): readonly UnknownPart[] => {
  const value = expressions.evaluate(text, contexts)
  return value.kind === 'unknown' ? value.parts : []
}

/** Values that an attribute of a rule takes, if an unknown part alone is its value; empty if any text will do. */
function requiredValues(line: string): readonly string[] {
  if (/(?:^|,)\s*enable=$/i.test(line)) return ['true', 'false']
  const isVersion = /type=(?:semver|pep440|match)\b/i.test(line)
  return isVersion && /(?:^|,)\s*value=v?$/i.test(line) ? ['1.2.3', '1.2.3-rc.1'] : []
}

function useOf(line: string, next: string, use: TextUse): 'reference' | 'image' | 'text' {
  const isStart = /(?:^|,)\s*(?:name=)?$/.test(line)
  if (!isStart) return 'text'
  const isEnd = next === '' || /^\s*(?:,|\n)/.test(next)
  if (use === 'references' && isEnd) return 'reference'
  // A registry: `${{ env.REGISTRY }}/acme/app`, or a whole name: `${{ env.IMAGE }}:1`.
  const isName = next.startsWith('/') || next.startsWith(':') || (isEnd && use === 'images')
  return use !== 'text' && isName ? 'image' : 'text'
}
