import { isMap, isScalar, isSeq, LineCounter, parseDocument, type YAMLMap } from 'yaml'
import { badRegistryAuth, conflictingInputs, missingInput } from '../errors/inputs.ts'
import type { Problem } from '../errors/tagboat-error.ts'
import type { Reader } from './reader.ts'

/** A login that a person asks for. */
export interface Credential {
  /** Registry host; `docker.io` for Docker Hub. */
  readonly registry: string
  readonly username: string
  readonly password: string
}

/**
 * The logins of `registry`/`username`/`password` or of `registry-auth`. With `mayBeEmpty` (a run that gets no
 * secrets, like one for a fork) a login without a password is left out instead of being an error.
 */
export function readCredentials(reader: Reader, mayBeEmpty: boolean): readonly Credential[] {
  const single = readSingle(reader, mayBeEmpty)
  const list = readRegistryAuth(reader.text('registry-auth'), mayBeEmpty, reader.problems)
  const halves = ['registry', 'username', 'password'].filter((name) => reader.text(name) !== '')
  if (halves.length > 0 && reader.text('registry-auth') !== '') {
    reader.problems.push(
      conflictingInputs(
        `Inputs registry-auth and ${halves.join(', ')} are both set.`,
        'Put every login into registry-auth, or use registry, username and password for the only one.',
      ),
    )
  }
  return [...single, ...list]
}

function readSingle(reader: Reader, mayBeEmpty: boolean): Credential[] {
  const [registry, username, password] = [
    reader.text('registry'),
    reader.text('username'),
    reader.text('password'),
  ]
  if (username !== '' && password !== '') return [{ registry: hostOf(registry), username, password }]
  if (username === '' && password === '' && (registry === '' || mayBeEmpty)) return []
  if (password === '') {
    if (mayBeEmpty) return []
    const fix = 'Set password, usually from ${{ secrets.NAME }}; a secret that does not exist reads as empty.'
    reader.problems.push(missingInput('password', `${username === '' ? 'registry' : 'username'} is set`, fix))
  }
  if (username === '') {
    reader.problems.push(missingInput('username', 'a login needs both halves', 'Set username.'))
  }
  return []
}

/** Docker Hub has several names; `docker login` knows it as docker.io. */
function hostOf(registry: string): string {
  const host = registry
    .trim()
    .toLowerCase()
    .replace(/^https?:\/\//, '')
    .replace(/\/.*$/, '')
  const hub = ['', 'docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']
  return hub.includes(host) ? 'docker.io' : host
}

function readRegistryAuth(text: string, mayBeEmpty: boolean, problems: Problem[]): Credential[] {
  if (text === '') return []
  const lines = new LineCounter()
  // Duplicate keys are errors and the core schema is the default of this library (YAML 1.2).
  const document = parseDocument(text, { lineCounter: lines, schema: 'core', prettyErrors: false })
  const lineAt = (offset: number | undefined) =>
    offset === undefined ? undefined : lines.linePos(offset).line
  const first = document.errors[0]
  if (first) {
    problems.push(badRegistryAuth(lineAt(first.pos[0]), `it is no valid YAML (${first.code.toLowerCase()})`))
    return []
  }
  if (!isSeq(document.contents)) {
    problems.push(badRegistryAuth(1, 'it is not a list'))
    return []
  }
  const seen = new Set<string>()
  return document.contents.items.flatMap((item) => {
    const line = lineAt(isMap(item) || isScalar(item) ? item.range?.[0] : undefined)
    if (!isMap(item)) {
      problems.push(badRegistryAuth(line, 'an item is not a map of registry, username and password'))
      return []
    }
    return readEntry(item, line, mayBeEmpty, seen, problems)
  })
}

function readEntry(
  item: YAMLMap,
  line: number | undefined,
  mayBeEmpty: boolean,
  seen: Set<string>,
  problems: Problem[],
): Credential[] {
  const complain = (why: string) => {
    problems.push(badRegistryAuth(line, why))
    return []
  }
  const keys = item.items.map((pair) => (isScalar(pair.key) ? String(pair.key.value) : ''))
  if (keys.some((key) => !['registry', 'username', 'password'].includes(key))) {
    return complain('an item has a key that is none of registry, username, password')
  }
  const field = (key: string) => readScalar(item.get(key, true))
  const registry = hostOf(field('registry'))
  if (seen.has(registry)) return complain(`registry ${registry} is there twice`)
  seen.add(registry)
  const [username, password] = [field('username'), field('password')]
  if (username !== '' && password !== '') return [{ registry, username, password }]
  if (mayBeEmpty) return []
  return complain(
    `registry ${registry} has no ${username === '' ? 'username' : 'password (a missing secret reads as empty)'}`,
  )
}

/** A scalar as text. A number or boolean counts as it was written: password 0123 stays 0123. */
function readScalar(node: unknown): string {
  if (!isScalar(node) || node.value === null) return ''
  return typeof node.value === 'string' ? node.value : (node.source ?? '')
}
