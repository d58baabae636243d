import type { Problem } from '../model/tagboat-error.ts'

/** An input has an invalid value. `shown` is printed, so never pass a secret's value. */
export function badInput(input: string, shown: string, why: string, fix: string): Problem {
  return { code: 'input-value', what: `Input ${input}: '${shown}' ${why}.`, fix }
}

/** Two inputs contradict each other. */
export function conflictingInputs(what: string, fix: string): Problem {
  return { code: 'input-conflict', what, fix }
}

/** One input of a pair is missing. */
export function missingInput(input: string, why: string, fix: string): Problem {
  return { code: 'input-missing', what: `Input ${input} is missing: ${why}.`, fix }
}

/** A multi-line input that cannot be split. `line`, from 1, is where parsing failed. The text may be a secret, so it is not shown. */
export function unreadableList(input: string, line: number): Problem {
  return {
    code: 'input-quotes',
    what: `Input ${input}: a quotation mark at the beginning of an item is not closed properly (line ${line} or above).`,
    fix: 'End a quoted item with a quotation mark at the end of its last line; inside it, write " twice.',
  }
}

/** Input registry-auth cannot be read. Its text may hold a password, so only the line number is shown. */
export function badRegistryAuth(line: number | undefined, why: string): Problem {
  return {
    code: 'input-registry-auth',
    what: `Input registry-auth${line === undefined ? '' : `, line ${line}`}: ${why}.`,
    fix: 'Write a YAML list: "- registry: ghcr.io", and below it "username: me" and "password: ${{ secrets.X }}", or "helper: gcr", or "ecr: auto", or "oidc: ..." (docs/logins.md). "optional: true" allows an empty password.',
  }
}

/** Input builds cannot be read. `line`, from 1, is the item's. */
export function badBuilds(
  line: number | undefined,
  item: string | undefined,
  why: string,
  fix: string,
): Problem {
  const where = `${line === undefined ? '' : `, line ${line}`}${item === undefined ? '' : `, item ${item}`}`
  // Reasons that begin with a verb need a subject where the item has no name.
  const reason = item === undefined && why.startsWith('has ') ? `an item ${why}` : why
  return { code: 'input-builds', what: `Input builds${where}: ${reason}.`, fix }
}

/** An input of docker's actions that Tagboat does not have. Its value may be a secret, so it is not shown. */
export function unknownInput(input: string, fix: string, action = 'Tagboat'): Problem {
  return { code: 'input-unknown', what: `${action} has no input ${input}.`, fix }
}

/** A warning: an unknown input that resembles a known one. */
export function resemblingInput(input: string, known: string): string {
  return `Input ${input} is ignored: Tagboat has no such input. Write ${known} if you mean that one.`
}
