import { helperFailed, helperMissing, helperNameInvalid } from '../errors/credentials.ts'
import { TagboatError } from '../errors/tagboat-error.ts'
import type { Exec, Files } from '../ports/ports.ts'
import type { Credential } from './credentials.ts'
import { isObject, parseJson, readText } from './json.ts'

export interface HelperSearch {
  /** The directories of PATH, in its order. */
  readonly path: readonly string[]
  /** A helper is never taken from below this directory: what was checked out is not to be run with credentials. */
  readonly workspace?: string
}

/** Asks the credential helper of that name for the credential of a server; undefined where it has none. */
export type AskHelper = (helper: string, server: string) => Promise<Credential | undefined>

/** The docker-credential-helpers project's protocol: the server on standard input, JSON on standard output. */
export function createHelperAsker(
  ports: { readonly exec: Exec; readonly files: Files; readonly conceal: (text: string) => string },
  search: HelperSearch,
): AskHelper {
  return async (helper, server) => {
    if (!/^[A-Za-z0-9_-]+$/.test(helper)) throw new TagboatError(helperNameInvalid(server, helper))
    const program = `docker-credential-${helper}`
    const path = await findProgram(ports.files, search, program)
    if (path === undefined) throw new TagboatError(helperMissing(server, program))
    const { code, stdout, stderr } = await ports.exec(path, ['get'], { input: server, timeout: 60_000 })
    // Helpers tell of an absent credential by this sentence only, on standard output and with a failing code.
    if (code !== 0 && /credentials not found/i.test(stdout + stderr)) return undefined
    const credential = code === 0 ? parseAnswer(stdout) : undefined
    if (credential) return credential
    const original = code === 0 ? 'Its output is no credential.' : ports.conceal(stderr || stdout)
    throw new TagboatError(helperFailed(server, program, original))
  }
}

function parseAnswer(stdout: string): Credential | undefined {
  const answer = parseJson(stdout)
  if (!isObject(answer)) return undefined
  const user = readText(answer, 'Username')
  const secret = readText(answer, 'Secret')
  if (user === undefined || secret === undefined) return undefined
  return user === '<token>'
    ? { kind: 'identity', token: secret }
    : { kind: 'password', user, password: secret }
}

async function findProgram(files: Files, search: HelperSearch, program: string): Promise<string | undefined> {
  const workspace = search.workspace?.replace(/[/\\]+$/, '')
  for (const written of search.path) {
    const directory = written.replace(/[/\\]+$/, '')
    if (!/^(?:[/\\]|[A-Za-z]:[/\\])/.test(written) || isWithin(directory, workspace)) continue
    const names = await files.list(directory).catch((): string[] => [])
    const name = [program, `${program}.exe`].find((one) => names.includes(one))
    if (name !== undefined) return `${directory}/${name}`
  }
  return undefined
}

/** Dots in a path could lead anywhere, so a directory with them is as good as within. */
function isWithin(directory: string, workspace: string | undefined): boolean {
  if (workspace === undefined || workspace === '') return false
  if (directory.split(/[/\\]/).includes('..')) return true
  return (
    directory === workspace || directory.startsWith(`${workspace}/`) || directory.startsWith(`${workspace}\\`)
  )
}
