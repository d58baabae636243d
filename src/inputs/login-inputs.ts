import type { Node } from 'yaml'
import { badInput, badRegistryAuth, conflictingInputs, missingInput } from '../errors/inputs.ts'
import { identityMissing } from '../errors/oidc.ts'
import { yaml } from '../libraries.ts'
import type { Env } from '../ports/ports.ts'
import {
  hostOf,
  isAccessKey,
  isEcrHost,
  type LoginCredential,
  makeLogin,
  noLogin,
} from './login-credential.ts'
import { hasIdentity, noFederation, noIdentity, readOidc } from './oidc-login.ts'
import { type InputReader, parseBoolean } from './reader.ts'
import { keysOf, readYamlList, scalarText, type YamlItem } from './yaml-list.ts'

/**
 * Reads the logins of `registry`, `username` and `password`, or of `registry-auth`. With `mayBeEmpty` (the run gets no
 * secrets, like one for a fork, or does not push) a login without a user name, password or identity token is skipped with
 * a notice instead of being an error. `env` shows whether the job has an identity token.
 */
export function readCredentials(
  reader: InputReader,
  mayBeEmpty: boolean,
  env: Env = {},
): readonly LoginCredential[] {
  const single = readSingle(reader, mayBeEmpty)
  const list = readRegistryAuth(reader, mayBeEmpty, env)
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

function readSingle(reader: InputReader, mayBeEmpty: boolean): LoginCredential[] {
  const [registry, username, password] = [
    reader.text('registry'),
    reader.text('username'),
    reader.text('password'),
  ]
  if (username === '' && password === '' && registry === '') return []
  if (/[\s,]/.test(registry.trim())) {
    const fix = 'Write registry-auth: "- registry: [ghcr.io, docker.io]", and below it username and password.'
    reader.problems.push(badInput('registry', registry, 'names several registries', fix))
    return []
  }
  if (username !== '' && password !== '') return [makeLogin(registry, username, password)]
  if (mayBeEmpty) {
    reader.notices.push(noLogin(hostOf(registry), username, password))
    return []
  }
  if (password === '') {
    const fix = 'Set password, usually from ${{ secrets.NAME }}; a secret that does not exist reads as empty.'
    reader.problems.push(missingInput('password', `${username === '' ? 'registry' : 'username'} is set`, fix))
  }
  if (username === '') {
    reader.problems.push(missingInput('username', 'a login needs both halves', 'Set username.'))
  }
  return []
}

const known = ['registry', 'username', 'password', 'helper', 'ecr', 'profile', 'oidc', 'optional']

/** Reads input registry-auth. A problem names the line and never quotes it, because it may contain a secret. */
export function readRegistryAuth(
  reader: InputReader,
  mayBeEmpty: boolean,
  env: Env = {},
): readonly LoginCredential[] {
  const text = reader.text('registry-auth')
  if (text === '') return []
  const seen = new Set<string>()
  const items = readYamlList(text, 'registry', (line, why) => {
    reader.problems.push(badRegistryAuth(line, why))
  })
  const isIdentified = hasIdentity(env)
  const logins = items.flatMap((item) => readEntry({ item, mayBeEmpty, seen, reader, isIdentified }))
  const refused = isIdentified ? [] : logins.filter(({ kind }) => kind === 'oidc')
  if (refused.length > 0) reader.problems.push(identityMissing(refused.map(({ registry }) => registry)))
  return logins
}

interface Entry {
  readonly item: YamlItem
  readonly mayBeEmpty: boolean
  /** The registries of the items before. */
  readonly seen: Set<string>
  readonly reader: InputReader
  /** The job has an identity token. */
  readonly isIdentified: boolean
}

function readEntry(entry: Entry): readonly LoginCredential[] {
  const { item, reader } = entry
  const complain = (why: string) => {
    reader.problems.push(badRegistryAuth(item.line, why))
    return []
  }
  const strange = keysOf(item.map).find((key) => !known.includes(key))
  if (strange !== undefined) return complain(`an item has a key other than ${known.join(', ')}`)
  const names = readNames(item.get('registry'))
  if (names === undefined) return complain('an item has a registry that is not a name or a list of names')
  return names.flatMap((name) => {
    const found = readFor(entry, name)
    return typeof found === 'string' ? complain(`registry ${hostOf(name)} ${found}`) : found
  })
}

/** Reads the login of an item for one of its registries; a string says what is wrong. */
function readFor(
  { item, mayBeEmpty, seen, reader, isIdentified }: Entry,
  name: string,
): readonly LoginCredential[] | string {
  const field = (key: string) => scalarText(item.get(key)) ?? ''
  const registry = hostOf(name)
  if (seen.has(registry)) return 'has another item'
  seen.add(registry)
  const isOptional = field('optional') === '' ? false : parseBoolean(field('optional'))
  if (isOptional === undefined) return 'has an optional that is not a boolean'
  const mayBeAbsent = mayBeEmpty || isOptional
  const isOidc = keysOf(item.map).includes('oidc')
  const found = isOidc ? readOidc(item, registry, mayBeAbsent) : readLogin(field, name, mayBeAbsent)
  if (typeof found === 'string') return found
  const [login] = found
  if (login === undefined) {
    const notice = isOidc ? noFederation(registry) : noLogin(registry, field('username'), field('password'))
    reader.notices.push(notice)
  } else if (isOptional && login.kind !== 'password' && login.kind !== 'oidc') {
    return 'has optional: true, which is for a password or oidc only'
  }
  if (login?.kind !== 'oidc' || isIdentified || !mayBeAbsent) return found
  reader.notices.push(noIdentity(registry))
  return []
}

/** The registries of an item; an empty name, which means Docker Hub, only where there is no list. */
function readNames(node: Node | undefined): readonly string[] | undefined {
  if (node === undefined) return ['']
  if (!yaml().isSeq(node)) return scalarText(node) === undefined ? undefined : [scalarText(node) ?? '']
  const names = node.items.map((item) => scalarText(item)?.trim() ?? '')
  return names.length === 0 || names.includes('') ? undefined : names
}

/** Reads one of the three kinds of direct login; empty if it has no credentials and that is allowed; a string says what is wrong. */
function readLogin(
  field: (key: string) => string,
  name: string,
  mayBeEmpty: boolean,
): readonly LoginCredential[] | string {
  const registry = hostOf(name)
  const [username, password, helper, ecr] = [
    field('username'),
    field('password'),
    field('helper'),
    field('ecr'),
  ]
  const isPassword = username !== '' || password !== ''
  const profile = field('profile')
  if (helper !== '') {
    if (isPassword || ecr !== '' || profile !== '') return 'has a helper beside another login method'
    if (!/^[A-Za-z0-9_-]+$/.test(helper)) return 'has a helper whose name is not of letters, digits, _ and -'
    return [{ kind: 'helper', registry, helper }]
  }
  const isEcr = ecr === 'auto' ? isEcrHost(registry) && !isPassword : parseBoolean(ecr || 'false')
  if (isEcr === undefined) return 'has an ecr other than auto, true or false'
  if (profile !== '' && (!isEcr || isPassword))
    return 'has a profile, which is for ecr: auto or ecr: true alone'
  if (isEcr && !isPassword) return [{ kind: 'ecr', registry, ...(profile !== '' && { profile }) }]
  if (ecr === 'true' && isPassword && !isAccessKey(username)) return 'has ecr: true beside a password'
  if (username !== '' && password !== '') {
    const isAsked = ecr === '' || ecr === 'auto' ? isEcrHost(registry) : isEcr
    return [makeLogin(name, username, password, isAsked)]
  }
  if (mayBeEmpty) return []
  return username === '' ? 'has no username' : 'has no password (a missing secret reads as empty)'
}
