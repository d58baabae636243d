import { at, isRecord, type Json } from '../json.ts'
import { yaml } from '../libraries.ts'
import { entriesOf, scalarTextOf } from '../workflow-expressions/workflow-values.ts'

/** A step of a workflow or composite action that uses Tagboat. */
export interface TagboatStep {
  /** How messages and --step name it: `job.id`, or `job.3` for the third step of a job if it has no id. */
  readonly name: string
  readonly id: string | undefined
  /** The job's name; empty in a composite action. */
  readonly job: string
  /** By the name of the input, in lower case. */
  readonly inputs: ReadonlyMap<string, string>
  /** `env` of the workflow, the job and the step, in this order. */
  readonly env: readonly Json[]
  /** The whole job, for its matrix. */
  readonly source: Json
}

/** What a file has. */
export type FoundSteps =
  | { readonly kind: 'steps'; readonly steps: readonly TagboatStep[]; readonly workflow: Json }
  /** `why` is a clause: `is not valid YAML (line 3)`. */
  | { readonly kind: 'other'; readonly why: string }

/** Finds the steps that use Tagboat in the text of a workflow or of a composite action. Total for any text. */
export function findSteps(text: string): FoundSteps {
  const workflow = parseYaml(text)
  if (typeof workflow === 'string') return { kind: 'other', why: workflow }
  const jobs = entriesOf(at(workflow, 'jobs'))
  if (jobs.length === 0 && !isRecord(at(workflow, 'runs'))) {
    return { kind: 'other', why: 'has neither jobs nor runs' }
  }
  const parts = jobs.length > 0 ? jobs : [['', at(workflow, 'runs')] as const]
  const steps = parts.flatMap(([job, source]) => stepsOf(job, source, at(workflow, 'env')))
  return { kind: 'steps', workflow, steps }
}

/** A map; otherwise why not. */
function parseYaml(text: string): Json {
  const { LineCounter, parseDocument } = yaml()
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false })
  const [error] = document.errors
  if (error !== undefined) return `is not valid YAML (line ${lines.linePos(error.pos[0]).line})`
  try {
    const value: Json = document.toJS({ maxAliasCount: 100 })
    return isRecord(value) ? value : 'is not a map of keys'
  } catch {
    // The library refuses aliases that multiply the text.
    return 'has too many aliases'
  }
}

function stepsOf(job: string, source: Json, env: Json): readonly TagboatStep[] {
  const steps = at(source, 'steps')
  if (!Array.isArray(steps)) return []
  return steps.flatMap((step: Json, index) => {
    if (!isTagboat(scalarTextOf(at(step, 'uses')) ?? '')) return []
    const id = scalarTextOf(at(step, 'id'))
    const name = [job, id ?? String(index + 1)].filter(Boolean).join('.')
    return [
      { name, id, job, inputs: readInputs(step), env: [env, at(source, 'env'), at(step, 'env')], source },
    ]
  })
}

/** The action under any owner, for forks and mirrors, or in its own repository. */
const isTagboat = (uses: string): boolean => /^(?:[\w-][\w.-]*\/tagboat(?:@.*)?|\.\/?)$/i.test(uses.trim())

const readInputs = (step: Json): ReadonlyMap<string, string> =>
  new Map(entriesOf(at(step, 'with')).map(([name, value]) => [name.toLowerCase(), scalarTextOf(value) ?? '']))

/** The steps that a user may mean: by id, by `job.id`, or by the name of a job. Without a choice all of them. */
export const chooseSteps = (
  steps: readonly TagboatStep[],
  choice: string | undefined,
): readonly TagboatStep[] =>
  steps.filter(({ name, id, job }) => choice === undefined || [name, id, job].includes(choice))
