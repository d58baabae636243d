import type { Ref } from '../model/trigger.ts'

/** What a name is made from, where another ref, pull request or user would give another name. */
export type Origin = 'branch' | 'tag' | 'pr' | 'user'

/** The expressions whose values come with the ref or the user, and not with the workflow. */
const origins: Readonly<Record<string, Origin>> = {
  branch: 'branch',
  base_ref: 'branch',
  tag: 'tag',
  pr: 'pr',
  user: 'user',
}

/**
 * The origins of a text that `render` gives for these values. An expression counts where another value would give
 * another text: `{{#if branch}}latest{{/if}}` is the workflow's own `latest`.
 */
export function findOrigins<T>(
  uses: ReadonlySet<string>,
  values: Readonly<Record<string, T>>,
  render: (values: Readonly<Record<string, T | string>>) => string,
): readonly Origin[] {
  if (uses.size === 0) return []
  const found = Object.entries(origins).flatMap(([name, origin]) => {
    const value = values[name]
    if (!uses.has(name) || typeof value !== 'string' || value === '') return []
    return render({ ...values, [name]: `${value}x` }) === render(values) ? [] : [origin]
  })
  return [...new Set(found)]
}

/** Who a name of these origins belongs to, as warnings name it. */
export function describeOrigin(origin: Origin, { ref, user, branch }: Named): string {
  switch (origin) {
    case 'branch':
      return `Branch '${branch}'`
    case 'tag':
      return `Git tag '${ref.kind === 'tag' ? ref.name : ''}'`
    case 'pr':
      return `Pull request ${ref.kind === 'pull' ? ref.number : ''}`
    case 'user':
      return `User '${user}'`
  }
}

interface Named {
  readonly ref: Ref
  readonly user: string
  readonly branch: string
}
