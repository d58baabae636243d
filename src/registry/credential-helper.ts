import { helperFailed, helperMissing, helperNameInvalid } from '../errors/login.ts'
import { cancelledMeanwhile } from '../errors/publish.ts'
import { isRecord, parseJson, stringAt } from '../json.ts'
import { TagboatError } from '../model/tagboat-error.ts'
import { identityVariables } from '../ports/child-environment.ts'
import type { Env, Exec, Files } from '../ports/ports.ts'
import { trustedDirectories } from '../ports/search-path.ts'
import type { Credential } from './credential.ts'

/** Asks the credential helper of that name for the credential of a server; undefined where it has none. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>

/** The docker-credential-helpers project's protocol: the server on standard input, JSON on standard output. */
export function createHelperAsker(ports: {
  readonly exec: Exec
  readonly files: Files
  readonly env: Env
  readonly conceal: (text: string) => string
}): AskHelper {
  const ask: AskHelper = async (helper, server) => {
    if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper))
    const program = `docker-credential-${helper}`
    const path = await findProgram(ports.files, ports.env, program)
    if (path === undefined) throw new TagboatError(helperMissing(server, program))
    const { code, stdout, stderr } = await ports.exec(path, ['get'], {
      input: server,
      timeout: 60_000,
      keep: identityVariables,
    })
    // Helpers tell of an absent credential by this sentence only, on standard output and with a failing code.
    if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return undefined
    const credential = code === 0 ? parseAnswer(stdout) : undefined
    if (credential) return credential
    const original = code === 0 ? 'Its output is no credential.' : ports.conceal(stderr || stdout)
    throw new TagboatError(helperFailed(server, program, original))
  }
  const last = new Map<string, Credential>()
  return async (helper, server) => {
    try {
      const found = await ask(helper, server)
      if (found) last.set(server, found)
      return found
    } catch (error) {
      // A cancelled run starts no program, and what it has moved is put back with the login that moved it.
      const known = isCancelled(error) ? last.get(server) : undefined
      if (known === undefined) throw error
      return known
    }
  }
}

const isCancelled = (error: unknown): boolean =>
  error instanceof TagboatError && error.problems.some(({ code }) => code === cancelledMeanwhile().code)

function parseAnswer(stdout: string): Credential | undefined {
  const answer = parseJson(stdout)
  if (!isRecord(answer)) return undefined
  const user = stringAt(answer, 'Username')
  const secret = stringAt(answer, 'Secret')
  if (user === undefined || secret === undefined) return undefined
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret }
}

/** Whether a helper can be run, before anything depends on it; throws a TagboatError where it is not there. */
export async function checkHelper(files: Files, env: Env, server: string, program: string): Promise<void> {
  if ((await findProgram(files, env, program)) === undefined)
    throw new TagboatError(helperMissing(server, program))
}

/** Never below the workspace: what was checked out is not to be run with credentials. */
async function findProgram(files: Files, env: Env, program: string): Promise<string | undefined> {
  for (const directory of trustedDirectories(env.PATH ?? '', env.GITHUB_WORKSPACE ?? '')) {
    const names = await files.list(directory).catch((): string[] => [])
    const name = [program, `${program}.exe`].find((one) => names.includes(one))
    if (name !== undefined) return `${directory}/${name}`
  }
  return undefined
}
