import type { Env } from '../ports/ports.ts'
import { toComponent } from '../tags/component.ts'

/** Git's settings about the user. */
export interface UserSettings {
  /** `github.user` */
  readonly login?: string
  /** `user.name` */
  readonly name?: string
  /** `user.email` */
  readonly email?: string
}

/**
 * The user of a working copy, for `{{user}}`: GitHub's login, if git's settings have it; otherwise git's `user.name`, the
 * local part of `user.email`, or the login name of the machine. The result is valid in a tag and in an image name:
 * `Kevin Smith` is `kevin-smith`. Empty if nothing is known.
 */
export function chooseUser({ login, name, email }: UserSettings, env: Env): string {
  const local = email?.replace(/@.*$/s, '')
  const candidates = [login, noreplyLogin(email), name, local, env.USER, env.LOGNAME, env.USERNAME]
  for (const candidate of candidates) {
    const found = toUserName(candidate ?? '')
    if (found !== '') return found
  }
  return ''
}

/** A name as part of a tag: unchanged if it is valid there; otherwise lower-case ASCII, with `-` in place of the rest. */
export function toUserName(text: string): string {
  const trimmed = text.trim()
  if (/^[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?$/.test(trimmed)) return trimmed
  return toComponent(trimmed.normalize('NFKD').replace(/\p{M}+/gu, ''))
}

/** `ID+LOGIN@users.noreply.github.com`, without the id for old accounts ("Setting your commit email address" in GitHub's documentation). */
const noreplyLogin = (email: string | undefined): string | undefined =>
  /^(?:\d+\+)?([^@+]+)@users\.noreply\.github\.com$/i.exec(email ?? '')?.[1]
