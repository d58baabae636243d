/**
 * Whether a name matches a pattern of bake, in `targets` and in front of the dot of `set`: Go's path.Match, where `*`
 * is any run, `?` one character, `[a-z]` and `[^a-z]` one of a class, and `\` takes the next one as it is.
 */
export function matchesPattern(pattern: string, name: string): boolean {
  const parts = pattern.match(/\\.|\[\^?[^\]]+\]|./gs) ?? []
  try {
    return new RegExp(`^${parts.map(toRegex).join('')}$`, 's').test(name)
  } catch {
    return false
  }
}

function toRegex(part: string): string {
  if (part === '*') return '.*'
  if (part === '?') return '.'
  if (part.length > 1 && part.startsWith('[')) return part
  return part.slice(-1).replace(/[\\^$.*+?()[\]{}|/]/, '\\$&')
}
