import type { Problem } from '../model/tagboat-error.ts'

/** A value that an input does not take. `shown` is the value; never pass a secret's. */
export function badInput(input: string, shown: string, why: string, fix: string): Problem {
  return { code: 'input-value', what: `Input ${input}: '${shown}' ${why}.`, fix }
}

/** Inputs that contradict each other. */
export function conflictingInputs(what: string, fix: string): Problem {
  return { code: 'input-conflict', what, fix }
}

/** A half of a pair is missing. */
export function missingInput(input: string, why: string, fix: string): Problem {
  return { code: 'input-missing', what: `Input ${input} is missing: ${why}.`, fix }
}

/** A multi-line input that cannot be split; `line`, from 1, is where that was seen. The text may be a secret: it is not shown. */
export function unreadableList(input: string, line: number): Problem {
  return {
    code: 'input-quotes',
    what: `Input ${input}: a quotation mark at the beginning of an item is not closed properly (line ${line}, or above).`,
    fix: 'An item in quotation marks ends with one at the end of its last line; inside, write " twice.',
  }
}

/** registry-auth; the source text may hold a password, so only the line number is shown. */
export function badRegistryAuth(line: number | undefined, why: string): Problem {
  return {
    code: 'input-registry-auth',
    what: `Input registry-auth${line === undefined ? '' : `, line ${line}`}: ${why}.`,
    fix: 'Write a YAML list like "- registry: ghcr.io", below it "username: me" and "password: ${{ secrets.X }}", or "helper: gcr", or "ecr: auto"; "optional: true" lets a password be empty.',
  }
}

/** Input builds; `line`, from 1, is the item's. */
export function badBuilds(
  line: number | undefined,
  item: string | undefined,
  why: string,
  fix: string,
): Problem {
  const where = `${line === undefined ? '' : `, line ${line}`}${item === undefined ? '' : `, item ${item}`}`
  // What is said of an item is a clause without its subject.
  const said = item === undefined && why.startsWith('has ') ? `an item ${why}` : why
  return { code: 'input-builds', what: `Input builds${where}: ${said}.`, fix }
}

/** An input that docker's actions have and Tagboat does not. Its value is not shown: it may be a secret. */
export function unknownInput(input: string, fix: string): Problem {
  return { code: 'input-unknown', what: `Tagboat has no input ${input}.`, fix }
}

/** A warning: an unknown input that resembles a known one. */
export function resemblingInput(input: string, known: string): string {
  return `Input ${input} is ignored: Tagboat has no such input. Write ${known} if you mean that one.`
}
