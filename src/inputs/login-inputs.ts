import { conflictingInputs, missingInput } from '../errors/inputs.ts'
import { type Credential, hostOf, makeLogin, noLogin } from './credential.ts'
import type { Reader } from './reader.ts'
import { readRegistryAuth } from './registry-auth.ts'

/**
 * The logins of `registry`/`username`/`password` or of `registry-auth`. With `mayBeEmpty` (a run that gets no
 * secrets, like one for a fork, or that does not push) a login without a user name or password is left out, with a
 * notice, instead of being an error.
 */
export function readCredentials(reader: Reader, mayBeEmpty: boolean): readonly Credential[] {
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

function readSingle(reader: Reader, mayBeEmpty: boolean): Credential[] {
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
