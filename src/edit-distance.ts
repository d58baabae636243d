/** Letters to add, leave out, replace or swap with their neighbour (the optimal string alignment distance). */
export function editDistance(one: string, other: string): number {
  let before: number[] = []
  let last = Array.from({ length: other.length + 1 }, (_, index) => index)
  for (let row = 1; row <= one.length; row += 1) {
    const next = [row]
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1]
      const isSwapped =
        row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1]
      next.push(
        Math.min(
          (last[column] ?? 0) + 1,
          (next[column - 1] ?? 0) + 1,
          (last[column - 1] ?? 0) + (isSame ? 0 : 1),
          isSwapped ? (before[column - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY,
        ),
      )
    }
    before = last
    last = next
  }
  return last[other.length] ?? 0
}

/** The name that a text resembles: equal except for `-`, `_`, spaces and a final `s`, or with one typo in four letters. */
export function findNear(name: string, names: readonly string[]): string | undefined {
  const plain = (text: string) => text.replace(/[-_\s]/g, '')
  const bare = (text: string) => plain(text).replace(/s$/, '')
  const same =
    names.find((known) => plain(known) === plain(name)) ?? names.find((known) => bare(known) === bare(name))
  if (same !== undefined) return same
  const most = name.length < 4 ? 0 : name.length < 8 ? 1 : 2
  const [best] = names
    .map((known) => ({ known, slips: editDistance(plain(name), plain(known)) }))
    .sort((one, other) => one.slips - other.slips)
  return best !== undefined && best.slips <= most ? best.known : undefined
}
