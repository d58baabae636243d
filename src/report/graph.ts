import type { Origin, Result } from '../model/result.ts'

/** Mermaid draws 500 edges unless told otherwise, and nobody reads so many. */
const mostEdges = 200

const classes = [
  'classDef built fill:#dafbe1,stroke:#1a7f37,color:#1f2328',
  'classDef reused fill:#ddf4ff,stroke:#0969da,color:#1f2328',
  'classDef other fill:#f6f8fa,stroke:#57606a,color:#1f2328',
]

/**
 * The images and what they stand on, as a Mermaid flowchart in a block that GitHub draws. Undefined where there is nothing to
 * see: one image, or too many edges.
 */
export function drawGraph({ bases, images }: Pick<Result, 'bases' | 'images'>): string | undefined {
  const names = [...bases.keys()].sort()
  const edges = names.flatMap((name) => [...new Set(bases.get(name))].map((base) => [base, name] as const))
  if (names.length < 2 || edges.length > mostEdges || names.length > mostEdges) return undefined
  // Names of targets are letters, digits, _ and -; an id of its own keeps words like `end` from meaning something.
  const idOf = (name: string) => `n${names.indexOf(name)}`
  const origins = new Map(images.map(({ target, origin }): [string, Origin | undefined] => [target, origin]))
  const nodes = names.map((name) => `${idOf(name)}["${name}"]:::${origins.get(name)?.how ?? 'other'}`)
  const arrows = edges
    .filter(([base]) => names.includes(base))
    .map(([base, name]) => `${idOf(base)} --> ${idOf(name)}`)
  const lines = ['graph LR', ...[...nodes, ...arrows, ...classes].map((line) => `  ${line}`)]
  return `\`\`\`mermaid\n${lines.join('\n')}\n\`\`\``
}
