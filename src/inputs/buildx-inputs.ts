import { lt, valid } from 'semver'
import { badInput } from '../errors/inputs.ts'
import type { InputReader } from './reader.ts'

/** Which buildx a step uses. */
export interface BuildxInputs {
  /** A version without `v`; undefined if any that can do the build will do. */
  readonly version?: string
  /** The address that replaces the folder of buildx's releases, without a slash at its end. */
  readonly mirror?: string
}

/** The oldest buildx that can build a single image for us: outputs in CSV form, descriptors in its metadata. */
export const oldestBuildx = '0.13.0'

/** Reads inputs `buildx-version` and `buildx-mirror`. */
export function readBuildxInputs(reader: InputReader): BuildxInputs {
  const version = readVersion(reader)
  const mirror = readMirror(reader)
  return { ...(version === undefined ? {} : { version }), ...(mirror === undefined ? {} : { mirror }) }
}

/** `latest` is refused: the same workflow would run another program tomorrow. */
function readVersion(reader: InputReader): string | undefined {
  const text = reader.text('buildx-version').trim()
  if (text === '') return undefined
  const [, version] = /^v?(\d{1,4}\.\d{1,4}\.\d{1,4}(?:-rc\d{1,3})?)$/.exec(text) ?? []
  const why =
    version === undefined || valid(version) === null
      ? 'is not a version'
      : lt(version, oldestBuildx)
        ? 'is too old'
        : undefined
  if (why === undefined) return version
  const fix = `Write a version from ${oldestBuildx} on, for example 0.29.1, or leave it out.`
  reader.problems.push(badInput('buildx-version', text, why, fix))
  return undefined
}

/** Every log shows the address, so it must not hold a secret, and neither does the error. */
function readMirror(reader: InputReader): string | undefined {
  const text = reader.text('buildx-mirror').trim()
  if (text === '') return undefined
  const mayBeSecret = /[@?#]/.test(text)
  if (!mayBeSecret && URL.canParse(text) && new URL(text).protocol === 'https:')
    return new URL(text).href.replace(/\/+$/, '')
  const [shown, why] = mayBeSecret
    ? ['***', 'contains a user name, a password or a parameter']
    : [text, 'is not an https address']
  const fix = 'Write the address that replaces https://github.com/docker/buildx/releases/download.'
  reader.problems.push(badInput('buildx-mirror', shown, why, fix))
  return undefined
}
