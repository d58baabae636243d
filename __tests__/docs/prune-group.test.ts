/** The workflow in docs/prune.md cancels the runs of the README's workflow for a ref that is gone, and no others. */
import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { findExamples } from '../../scripts/lib/examples.mjs'
import type { ContextValue } from '../../src/workflow-expressions/context-values.ts'
import { loadExpressions } from '../../src/workflow-expressions/expressions.ts'

const expressions = await loadExpressions()

/** The `concurrency` of the first workflow of a document that has one. */
function concurrencyOf(path: string) {
  const all = findExamples(path, readFileSync(path, 'utf8')).map(({ text }) => parse(text).concurrency)
  return all.find((one) => one !== undefined)
}
const fill = (text: string, github: Record<string, ContextValue>) =>
  expressions.fillIn(text, { values: { github } })

const pull = { event_name: 'pull_request', event: { number: 7 } }

test.each<[string, Record<string, ContextValue>, string]>([
  ['a pull request that was closed', { ...pull, ref: 'refs/pull/7/merge' }, 'refs/pull/7/merge'],
  // "Contexts": github.ref is then the branch that it was merged into.
  ['a pull request that was merged', { ...pull, ref: 'refs/heads/main' }, 'refs/pull/7/merge'],
  [
    'a branch that was deleted',
    { event_name: 'delete', ref: 'refs/heads/main', event: { ref: 'fix/x', ref_type: 'branch' } },
    'refs/heads/fix/x',
  ],
  [
    'a git tag that was deleted',
    { event_name: 'delete', ref: 'refs/heads/main', event: { ref: 'v1', ref_type: 'tag' } },
    'refs/tags/v1',
  ],
])('the prune of %s shares its group with the run that publishes it', (_title, github, ref) => {
  const group = fill(concurrencyOf('docs/prune.md').group, github)
  expect(group).toEqual(fill(concurrencyOf('README.md'), { ref }))
})

test.each(['schedule', 'workflow_dispatch'])(
  'the prune of event %s shares its group with no run',
  (event_name) => {
    const github = { event_name, ref: 'refs/heads/main', event: { ref: 'refs/heads/main' } }
    expect(fill(concurrencyOf('docs/prune.md').group, github)).toEqual({ kind: 'known', text: 'image-prune' })
  },
)
