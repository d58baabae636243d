import { badRegistryAuth, missingInput } from '../errors/inputs.ts'
import { distinctOf, parseRepository, type Repository } from '../model/reference.ts'
import { TagboatError, throwAll } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { checkUnknownDescribeInputs } from './describe-input-names.ts'
import type { PasswordCredential } from './login-credential.ts'
import { readCredentials } from './login-inputs.ts'
import { createReader, type InputReader, type RawInputs } from './reader.ts'

/** The inputs of the action `describe`. */
export interface DescribeInputs {
  /** The repositories whose pages are written. */
  readonly images: readonly Repository[]
  /** The path of the Markdown file in the workspace, with slashes. */
  readonly readme: string
  /** The short description; '' for that of the source repository. */
  readonly description: string
  readonly credentials: readonly PasswordCredential[]
  readonly githubToken: string
  readonly dryRun: boolean
  readonly notices: readonly string[]
  readonly warnings: readonly string[]
}

/** Reads the inputs; `mayBeEmpty`: a run that writes nothing needs no login. Throws a TagboatError with all problems. */
export function readDescribeInputs(raw: RawInputs, env: Env, mayBeEmpty: boolean): DescribeInputs {
  const images = readImages(createReader(raw))
  const [host, ...others] = [...new Set(images.repositories.map((image) => image.host))]
  // The only registry of all images needs no name.
  const implied = others.length === 0 && raw('username') !== '' ? (host ?? '') : ''
  const reader = createReader((name) => (name === 'registry' ? raw(name) || implied : raw(name)))
  const logins = readCredentials(reader, mayBeEmpty)
  const credentials = logins.filter((login) => login.kind === 'password')
  for (const login of logins) {
    if (login.kind === 'password') continue
    const why = `registry ${login.registry} has another login than username and password, which a page needs`
    reader.problems.push(badRegistryAuth(undefined, why))
  }
  const dryRun = reader.flag('dry-run')
  checkUnknownDescribeInputs(reader, env)
  throwAll([...images.problems, ...reader.problems])
  return {
    images: distinctOf(images.repositories),
    readme: raw('readme') || 'README.md',
    description: raw('description'),
    credentials,
    githubToken: raw('github-token'),
    dryRun,
    notices: reader.notices,
    warnings: reader.warnings,
  }
}

function readImages(reader: InputReader): Pick<InputReader, 'problems'> & { repositories: Repository[] } {
  const names = reader.items('images')
  const repositories = names.flatMap((name) => {
    try {
      return [parseRepository(name)]
    } catch (error) {
      if (!(error instanceof TagboatError)) throw error
      // There is no input tags here.
      const problems = error.problems.map((one) => ({
        ...one,
        fix: one.fix.replace(/ and put the tag .*/, '.'),
      }))
      reader.problems.push(...problems)
      return []
    }
  })
  if (names.length === 0 && reader.problems.length === 0) {
    reader.problems.push(missingInput('images', 'it names the pages to write', 'Write images: acme/app.'))
  }
  return { problems: reader.problems, repositories }
}
