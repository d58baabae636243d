import type { FileResult, Result } from '../../src/model/result.ts'
import type { Plan } from '../../src/plan/plan.ts'
import { cleanReport } from '../../src/report/clean.ts'
import { formatOutputs } from '../../src/report/format-outputs.ts'
import { describeResult } from '../../src/report/log-lines.ts'
import { formatSummary } from '../../src/report/summary.ts'
import { makePlan } from '../helpers/plan.ts'
import { digest, makeResult } from '../helpers/result.ts'
import { makeTrigger } from '../helpers/trigger.ts'

const files: readonly FileResult[] = [
  { target: 'image', type: 'oci', path: 'a.tar', size: 12_300_000, digest },
  { target: 'image', type: 'local', path: 'out', size: 999, count: 1 },
  { target: 'image', type: 'local', path: '<b>|x\n::error::y' },
]
const result = (over: Partial<Result> = {}) =>
  makeResult({
    intent: { kind: 'build', reason: 'input outputs is set' },
    pushed: false,
    images: [],
    files,
    ...over,
  })
const plan: Plan = { ...makePlan(), repositories: [], tags: [], files: { outputs: [], isImage: false } }

test('the log lists the written files, and in a dry run the planned ones', () => {
  expect(describeResult(result()).slice(0, 2)).toEqual([
    `written   a.tar (oci, 12.3 MB) ${digest}`,
    'written   out (local, 1 file, 999 B)',
  ])
  const planned = [{ target: 'image', type: 'tar', path: 'a.tar' }] as const
  expect(describeResult(result({ dryRun: true, files: planned }))[0]).toBe('to write  a.tar (tar)')
})

test('the summary lists the files in a table with escaped paths', () => {
  const summary = formatSummary(result(), [plan], makeTrigger(), [])
  expect(summary.split('\n')[0]).toBe('### Built files of <code>main</code>')
  expect(summary).toContain('| <code>a.tar</code> | oci | 12.3 MB |')
  expect(summary).toContain('| <code>out</code> | local | 1 file, 999 B |')
  expect(summary).not.toMatch(/<b>|^::error/m)
})

test('the summary of a step with images names the target of each file', () => {
  const plans = [{ ...makePlan(), target: 'app' }, plan]
  const summary = formatSummary(result({ isMany: true }), plans, makeTrigger(), [])
  expect(summary.split('\n')[0]).toContain('image <code>app</code>')
  expect(summary).toContain('| <code>image</code> | <code>a.tar</code> | oci | 12.3 MB |')
})

test('the outputs contain the files and the digest of an archive', () => {
  const outputs = formatOutputs(result(), [plan], new Map())
  expect(outputs).toMatchObject({ digest, tags: '', images: '', pushed: 'false', version: 'main' })
  const [archive] = JSON.parse(outputs.result ?? '').files
  expect(archive).toEqual({ type: 'oci', path: 'a.tar', size: 12_300_000, digest })
  expect(JSON.parse(formatOutputs(makeResult(), [makePlan()], new Map()).result ?? '')).not.toHaveProperty(
    'files',
  )
})

test('secrets are removed from the path of a file', () => {
  const report = {
    trigger: makeTrigger(),
    plans: [plan],
    result: result(),
    annotations: new Map(),
    problems: [],
  }
  const cleaned = cleanReport(report, (text) => text.replaceAll('a.tar', '***'))
  expect(cleaned.result.files?.[0]).toMatchObject({ path: '***', type: 'oci' })
})
