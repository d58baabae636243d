import type { Document, Node, Pair, YAMLMap } from 'yaml'
import { scalarText } from '../inputs/yaml-list.ts'
import { yaml } from '../libraries.ts'
import { readStep } from './read-step.ts'
import type { Job } from './step.ts'
import { findStepUses } from './step-uses.ts'

/** A file of a workflow or of a composite action. */
export type WorkflowFile =
  | { readonly kind: 'read'; readonly jobs: readonly Job[]; readonly document: Document }
  /** `why` is a whole sentence. */
  | { readonly kind: 'other'; readonly why: string }

/** Reads a file whose line breaks are `\n`. Total: anything that is not a workflow is a reason. */
export function readWorkflow(text: string): WorkflowFile {
  const { isMap, LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, keepSourceTokens: true, prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) {
    const { line } = lines.linePos(error.pos[0])
    return { kind: 'other', why: `Line ${line} is not valid YAML: ${error.message}. Fix it first.` }
  }
  const root = document.contents
  if (!isMap(root)) return { kind: 'other', why: 'The file is not a workflow: it is not a map of keys.' }
  const jobs = root.get('jobs', true)
  const env = readEnv(root, new Map())
  if (isMap(jobs)) {
    const found = jobs.items.flatMap((pair) => readJob(text, document, pair, env))
    return { kind: 'read', document, jobs: found }
  }
  const runs = root.get('runs', true)
  if (!isMap(runs)) {
    return {
      kind: 'other',
      why: 'The file is not a workflow or a composite action: it has neither jobs nor runs.',
    }
  }
  if (!runs.has('steps')) {
    return { kind: 'other', why: 'The action has no steps: only composite actions can use docker’s actions.' }
  }
  return {
    kind: 'read',
    document,
    jobs: [stepsOf({ text, document, name: '', map: runs, outer: root, env })],
  }
}

function readJob(
  text: string,
  document: Document,
  { key, value }: Pair,
  env: ReadonlyMap<string, string>,
): readonly Job[] {
  const { isAlias, isMap } = yaml()
  const name = scalarText(key) ?? ''
  if (isMap(value)) {
    return [stepsOf({ text, document, name, map: value, outer: value, env: readEnv(value, env) })]
  }
  const why = isAlias(value)
    ? 'The job is an alias: edit the job with the anchor.'
    : 'The job is not a map of keys.'
  return [{ ...noJob, name, fixed: why }]
}

const noJob: Job = {
  name: '',
  steps: [],
  outerUses: [],
  env: new Map(),
  outerText: '',
  fixed: undefined,
  node: undefined,
}

interface Source {
  readonly text: string
  readonly document: Document
  readonly name: string
  /** The map with `steps`. */
  readonly map: YAMLMap
  /** The map that may use the steps: the job, or the whole composite action. */
  readonly outer: YAMLMap
  readonly env: ReadonlyMap<string, string>
}

function stepsOf({ text, document, name, map, outer, env }: Source): Job {
  const { isSeq } = yaml()
  const job = { ...noJob, name, env, ...(outer === map && { node: map }) }
  const steps = map.get('steps', true)
  if (steps === undefined) {
    const uses = scalarText(map.get('uses', true))
    return {
      ...job,
      fixed:
        uses === undefined
          ? 'The job has no steps.'
          : `The job calls ${uses}. ${uses.startsWith('./') ? 'Migrate that file.' : 'That workflow is in another repository: migrate it there.'}`,
    }
  }
  if (!isSeq(steps))
    return { ...job, fixed: 'The steps are an alias, or not a list. Write them out, then run this again.' }
  if (steps.flow === true) {
    if (!mayUseDocker(text, steps)) return job
    return {
      ...job,
      fixed: 'The steps are one list in brackets. Write each step on lines of its own, then run this again.',
    }
  }
  const found = steps.items.map((_, index) => readStep(text, document, steps, index))
  const wrong = found.find((one) => typeof one === 'string')
  if (typeof wrong === 'string') return { ...job, fixed: wrong }
  const read = found.flatMap((one) => (typeof one === 'string' ? [] : [one]))
  const [from = 0, to = 0] = steps.range ?? []
  const outerUses = findStepUses(text, outer).filter(({ start }) => start < from || start >= to)
  return { ...job, steps: read, outerUses, outerText: outerTextOf(text, outer, from, to) }
}

/** Whether steps name one of docker's actions, or may do so by an alias. */
const mayUseDocker = (text: string, { range }: Node): boolean =>
  /docker\/|\*\w/.test(text.slice(...(range ?? [])))

function outerTextOf(text: string, outer: Node, from: number, to: number): string {
  const [start = 0, end = 0] = outer.range ?? []
  return `${text.slice(start, from)}\n${text.slice(to, end)}`
}

/** The literal values of `env:` in a workflow or job, over those of `outer`. A value with an expression hides the outer one. */
function readEnv(map: YAMLMap, outer: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  const { isMap } = yaml()
  const env = map.get('env', true)
  if (!isMap(env)) return outer
  const all = new Map(outer)
  for (const { key, value } of env.items) {
    const name = scalarText(key) ?? ''
    const text = scalarText(value)
    if (text === undefined || text.includes('${{')) all.delete(name)
    else all.set(name, text)
  }
  return all
}
