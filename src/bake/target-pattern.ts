import { compileGlob, type Step } from '../glob.ts'

/**
 * Whether a name matches a pattern of bake, in `targets` and in front of the dot of `set`: Go's path.Match, where `*`
 * is any run, `?` one character, `[a-z]` and `[^a-z]` one of a class, and `\` takes the next one as it is.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.match(/\\.|\[\^?[^\]]+\]|./gsu) ?? []
  try {
    return compileGlob(parts.map(toStep))(name)
  } catch {
    return false
  }
}

function toStep(part: string): Step {
  if (part === '*') return { kind: 'run', source: '.' }
  if (part === '?') return { kind: 'one', source: '.' }
  if (part.length > 1 && part.startsWith('[')) return { kind: 'one', source: part }
  return { kind: 'one', source: part.replace(/^\\(?=.)/su, '').replace(/[\\^$.*+?()[\]{}|/]/, '\\$&') }
}
