import { createRedactor } from '../../src/masking/redactor.ts'
import { parseRepository } from '../../src/model/reference.ts'
import { findFailures, summarizePrune } from '../../src/prune/describe-prune.ts'
import { formatPruneOutputs, formatPruneResult, outputLimits } from '../../src/prune/prune-outputs.ts'
import type { PruneReport } from '../../src/prune/prune-report.ts'

const repository = parseRepository('registry.example/acme/app')
const digest = `sha256:${'a'.repeat(64)}`
const redactor = createRedactor()
const secret = '"s|e<c>r&e#t\\"'
redactor.add(secret)

interface Given {
  readonly gone?: number
  readonly kept?: number
  readonly why?: string
  readonly notes?: readonly string[]
  readonly problem?: string
  readonly state?: 'removed' | 'failed'
}

/** A report about many tags, with one text as every reason. */
function makeReport({
  gone = 0,
  kept = 0,
  why = 'it is gone',
  state = 'removed',
  ...given
}: Given): PruneReport {
  const name = (at: number) => `${'t'.repeat(100)}-${at}`
  const list = (many: number) => Array.from({ length: many }, (_, at) => name(at))
  const graph = { repository, tags: new Map(), manifests: new Map(), gaps: [] }
  return {
    headline: why,
    dryRun: false,
    problems: given.problem === undefined ? [] : [{ code: 'x', what: given.problem, fix: 'Fix it.' }],
    repositories: [
      {
        repository,
        plan: { graph, tags: [], manifests: [], notes: [] },
        keep: list(kept).map((tag) => ({ tag, why })),
        done: {
          tags: list(gone).map((tag) => ({ tag, digest, state, why })),
          manifests: [{ digest, state: 'left', why }],
        },
        notes: given.notes ?? [],
        restore: new Map(),
      },
    ],
  }
}

const hostile = ['|', '`', '<', '\\', '\u001b', '\n', '"', '🚢'].map((text) => text.repeat(2_000))
const big = { gone: 3_000, kept: 3_000, problem: hostile.join(''), notes: hostile }

test.each([
  ['a short text', 'short'],
  ...hostile.map((text) => [`many of ${JSON.stringify([...text][0])}`, text]),
])(
  'the summary and the outputs of a large prune fit into the limits of GitHub if each reason is %s',
  (_title, why = '') => {
    const report = makeReport({ ...big, why })
    expect(Buffer.byteLength(summarizePrune(report, redactor.clean))).toBeLessThan(1024 * 1024)
    const { removed = '', result = '' } = formatPruneOutputs(report, redactor.clean)
    expect(removed.length).toBeLessThanOrEqual(outputLimits.removed)
    expect(result.length).toBeLessThanOrEqual(outputLimits.result)
    const { tags, manifests, omitted } = JSON.parse(result)
    expect(tags.length + manifests.length + omitted).toBe(6_001)
  },
)

test('the result on the command line has every tag', () => {
  const { tags, omitted } = JSON.parse(formatPruneResult(makeReport(big), redactor.clean))
  expect([tags.length, omitted]).toEqual([6_000, undefined])
})

test('no secret is in the summary or the result, which stays JSON', () => {
  const text = `it said ${secret}`
  const report = makeReport({ gone: 1, kept: 1, why: text, notes: [text], problem: text })
  const summary = summarizePrune(report, redactor.clean)
  expect([summary.includes('c&#62;r'), summary.match(/it said &#42;&#42;&#42;/g)?.length]).toEqual([false, 4])
  const { tags } = JSON.parse(formatPruneOutputs(report, redactor.clean).result ?? '')
  expect(tags[0].why).toBe('it said ***')
})

test('a secret that is part of a reference leaves the reference in the outputs as it is', () => {
  const own = createRedactor()
  own.add('acme/app')
  const outputs = formatPruneOutputs(makeReport({ gone: 1 }), own.clean)
  expect(outputs.removed).toContain('registry.example/acme/app:')
  expect(outputs.result).toContain('registry.example/acme/app:')
})

test('the annotation about many tags that the registry keeps names the first', () => {
  const [problem] = findFailures(makeReport({ gone: 1_000, state: 'failed' }).repositories)
  expect(problem?.original?.split('\n')).toHaveLength(51)
  expect(problem?.original).toMatch(/and 950 more$/)
})
