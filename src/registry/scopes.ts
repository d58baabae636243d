/**
 * What a token allows: actions by resource, `repository:acme/app` to `pull` and `push`.
 * The distribution project's "Token Scope Documentation".
 */
export type Scopes = ReadonlyMap<string, ReadonlySet<string>>

export type ScopeAction = 'pull' | 'push' | 'delete'

/** The scopes to do `actions` in the repository at `path`, which has no host in it. */
export function scopeRepository(path: string, ...actions: readonly ScopeAction[]): Scopes {
  return new Map([[`repository:${path}`, new Set<string>(actions)]])
}

/** Reads `repository:acme/app:pull,push repository:acme/base:pull`; a resource's name may have colons. */
export function parseScopes(text: string): Scopes {
  return unionScopes(
    ...text
      .split(' ')
      .filter((part) => /^.+:.+:.+$/.test(part))
      .map((part) => {
        const end = part.lastIndexOf(':')
        return new Map([[part.slice(0, end), new Set(part.slice(end + 1).split(','))]])
      }),
  )
}

/** One text for each resource, in a fixed order, so that equal scopes have equal texts. */
export function formatScopes(scopes: Scopes): readonly string[] {
  const order = ['pull', 'push', 'delete']
  const rank = (action: string) => (order.includes(action) ? order.indexOf(action) : order.length)
  return [...scopes]
    .map(([resource, actions]) => {
      const sorted = [...actions].sort((a, b) => rank(a) - rank(b) || (a < b ? -1 : 1))
      return `${resource}:${sorted.join(',')}`
    })
    .sort()
}

export function unionScopes(...many: readonly Scopes[]): Scopes {
  const union = new Map<string, Set<string>>()
  for (const [resource, actions] of many.flatMap((scopes) => [...scopes])) {
    union.set(resource, new Set([...(union.get(resource) ?? []), ...actions]))
  }
  return union
}

/** Whether `held` includes all of `required`. */
export function coverScopes(held: Scopes, required: Scopes): boolean {
  return [...required].every(([resource, actions]) => {
    const granted = held.get(resource)
    return granted !== undefined && [...actions].every((action) => granted.has(action))
  })
}
