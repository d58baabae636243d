import type { Flag } from './flags.ts'

/** The advice of `adviseOnLogin` in errors/registry.ts. A password has no flag. */
const loginInputs =
  /\b([Ss])et inputs registry: (\S+), username and password, or add an entry to registry-auth\b/
const jobToken = 'Do not override input github-token, which'

function nameLogin(line: string, names: ReadonlySet<string>): string {
  if (!names.has('username') || !loginInputs.test(line)) return line
  return line.replace(jobToken, 'Set GH_TOKEN, which').replace(loginInputs, (_, start, host) => {
    const run = start === 'S' ? 'Run' : 'run'
    return `${run} docker login ${host}, or add --registry ${host} --username NAME --password-stdin`
  })
}

/**
 * Names inputs in a message as the flags of the command: `Input tags, line 'x'` becomes `--tags, line 'x'`, `inputs set and vars` becomes `--set and --vars`. An input without a flag in this
 * command keeps its name; the sources of `promote` are arguments, and need none. Lines of a tool's answer, which are indented, stay.
 */
export function nameFlags(message: string, flags: readonly Flag[]): string {
  const names = new Set(flags.map(({ name }) => name))
  const lines = message.split('\n').map((line) => {
    if (line.startsWith('    ')) return line
    const named = nameLogin(line, names)
      .replace(/\b[Ii]nput ([a-z][a-z-]*)/g, (whole, name) => (names.has(name) ? `--${name}` : whole))
      .replace(/\b(?:the )?inputs ((?:[a-z-]+, )*[a-z-]+ and [a-z-]+)/g, (whole, list) => {
        const all: readonly string[] = String(list).split(/, | and /)
        return all.every((name) => names.has(name))
          ? String(list).replace(/[a-z-]+(?=,| and |$)/g, '--$&')
          : whole
      })
    return names.has('from') ? named : named.replace(/^Input from: (?=')/, '')
  })
  return lines.join('\n')
}
