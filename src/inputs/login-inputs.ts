import { badRegistryAuth, conflictingInputs, missingInput } from '../errors/inputs.ts'
import {
  hostOf,
  isAccessKey,
  isEcrHost,
  type LoginCredential,
  makeLogin,
  noLogin,
} from './login-credential.ts'
import { type InputReader, parseBoolean } from './reader.ts'
import { keysOf, readYamlList, scalarText, type YamlItem } from './yaml-list.ts'

/**
 * Reads the logins of `registry`, `username` and `password`, or of `registry-auth`. With `mayBeEmpty` (the run gets no
 * secrets, like one for a fork, or does not push) a login without a user name or password is skipped with a notice
 * instead of being an error.
 */
export function readCredentials(reader: InputReader, mayBeEmpty: boolean): readonly LoginCredential[] {
  const single = readSingle(reader, mayBeEmpty)
  const list = readRegistryAuth(reader, mayBeEmpty)
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
  if (username !== '' && password !== '') return [makeLogin(registry, username, password)]
  if (username === '' && password === '' && registry === '') return []
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

const known = ['registry', 'username', 'password', 'helper', 'ecr', 'profile', 'optional']

/** Reads input registry-auth. A problem names the line and never quotes it, because it may contain a secret. */
export function readRegistryAuth(reader: InputReader, mayBeEmpty: boolean): readonly LoginCredential[] {
  const text = reader.text('registry-auth')
  if (text === '') return []
  const seen = new Set<string>()
  const items = readYamlList(text, 'registry', (line, why) => {
    reader.problems.push(badRegistryAuth(line, why))
  })
  return items.flatMap((item) => readEntry(item, mayBeEmpty, seen, reader))
}

function readEntry(
  { map, line, get }: YamlItem,
  mayBeEmpty: boolean,
  seen: Set<string>,
  reader: InputReader,
): readonly LoginCredential[] {
  const complain = (why: string) => {
    reader.problems.push(badRegistryAuth(line, why))
    return []
  }
  const strange = keysOf(map).find((key) => !known.includes(key))
  if (strange !== undefined) return complain(`an item has a key other than ${known.join(', ')}`)
  const field = (key: string) => scalarText(get(key)) ?? ''
  const registry = hostOf(field('registry'))
  if (seen.has(registry)) return complain(`registry ${registry} has another item`)
  seen.add(registry)
  const isOptional = field('optional') === '' ? false : parseBoolean(field('optional'))
  if (isOptional === undefined) return complain(`registry ${registry} has an optional that is not a boolean`)
  const found = readLogin(field, mayBeEmpty || isOptional)
  if (typeof found === 'string') return complain(`registry ${registry} ${found}`)
  const [login] = found
  if (login === undefined) {
    reader.notices.push(noLogin(registry, field('username'), field('password')))
  } else if (isOptional && login.kind !== 'password') {
    return complain(`registry ${registry} has optional: true, which is for a username and a password only`)
  }
  return found
}

/** Reads one of the three kinds of login; empty if it has no credentials and that is allowed; a string says what is wrong. */
function readLogin(field: (key: string) => string, mayBeEmpty: boolean): readonly LoginCredential[] | string {
  const registry = hostOf(field('registry'))
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
    return [makeLogin(field('registry'), username, password, isAsked)]
  }
  if (mayBeEmpty) return []
  return username === '' ? 'has no username' : 'has no password (a missing secret reads as empty)'
}
