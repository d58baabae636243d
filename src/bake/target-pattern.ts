import { compileGlob, type Step } from '../glob.ts'

/**
 * Whether a target's name matches a bake pattern, as used in `targets` and before the dot in `set`. The rules are those of Go's
 * path.Match: `*` is any text, `?` one character, `[a-z]` and `[^a-z]` a character class, and `\` escapes the next character.
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
