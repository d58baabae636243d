import { badInput } from '../errors/inputs.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import { parseRepository, type Repository } from '../plan/reference.ts'
import { type BuildInputs, readBuildInputs } from './build-inputs.ts'
import { type Credential, readCredentials } from './credentials.ts'
import { createReader, type Pair, parseBoolean, type RawInputs, type Reader } from './reader.ts'

/** What the workflow asks for, checked. Defaults that need the trigger (images, tags, push) are the plan's. */
export interface Inputs {
  /** Empty: this server's own container registry. */
  readonly images: readonly Repository[]
  /** Lines of the tag language; empty: the default tags. */
  readonly tags: readonly string[]
  readonly push: 'auto' | boolean
  readonly dryRun: boolean
  readonly labels: readonly Pair[]
  /** `[level:]key=value` */
  readonly annotations: readonly Pair[]
  readonly credentials: readonly Credential[]
  /** Empty where the runner gave none. */
  readonly githubToken: string
  readonly exportLogin: boolean
  readonly build: BuildInputs
}

export interface InputsContext {
  /** The run gets no secrets (a fork's pull request, Dependabot): empty passwords are no mistake. */
  readonly withoutSecrets: boolean
}

/** Checks all inputs together; throws one TagboatError with everything that is wrong. */
export function readInputs(raw: RawInputs, context: InputsContext): Inputs {
  const reader = createReader(raw)
  const inputs: Inputs = {
    images: readImages(reader),
    tags: reader.lines('tags'),
    push: readPush(reader),
    dryRun: reader.flag('dry-run'),
    labels: reader.pairs('labels'),
    annotations: reader.pairs('annotations'),
    credentials: readCredentials(reader, context.withoutSecrets),
    githubToken: reader.text('github-token'),
    exportLogin: reader.flag('export-login'),
    build: readBuildInputs(reader),
  }
  const [first, ...more] = reader.problems
  if (first) throw new TagboatError(first, ...more)
  return inputs
}

function readImages(reader: Reader): readonly Repository[] {
  const images = new Map<string, Repository>()
  for (const line of reader.lines('images')) {
    try {
      const repository = parseRepository(line)
      images.set(`${repository.host}/${repository.path}`, repository)
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      reader.problems.push(...error.problems)
    }
  }
  return [...images.values()]
}

function readPush(reader: Reader): 'auto' | boolean {
  const text = reader.text('push')
  if (text === '' || text === 'auto') return 'auto'
  const flag = parseBoolean(text)
  if (flag !== undefined) return flag
  reader.problems.push(badInput('push', text, 'is none of its values', 'Write auto, true or false.'))
  return 'auto'
}
