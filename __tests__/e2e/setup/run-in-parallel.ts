/**
 * Runs the rows of a table concurrently, in `lanes` queues, for rows that mostly wait. Call it in `beforeAll`, and await the row in
 * its test, which then fails with the row.
 */
export function startInParallel<Row>(
  rows: readonly Row[],
  lanes: number,
  run: (row: Row) => Promise<void>,
): (row: Row) => Promise<void> {
  const last = Array.from({ length: lanes }, () => Promise.resolve())
  const ends = new Map(
    rows.map((row, index) => {
      const lane = index % lanes
      const end = (last[lane] ?? Promise.resolve()).then(() => run(row))
      // A row may fail long before its test awaits it.
      last[lane] = end.catch(() => undefined)
      return [row, end] as const
    }),
  )
  return (row) => ends.get(row) ?? Promise.reject(new Error('No such row.'))
}
