import { badInput } from '../errors/inputs.ts'
import type { Problem } from '../model/tagboat-error.ts'
import type { Env } from '../ports/ports.ts'
import { parseBoolean } from './reader.ts'

/** The environment variables of docker/metadata-action, which work here too. */
export interface MetadataSettings {
  /** DOCKER_METADATA_PR_HEAD_SHA: a pull request's sha is its head's, not the merge commit's. */
  readonly prHeadSha: boolean
  /** DOCKER_METADATA_SHORT_SHA_LENGTH, 7 by default. */
  readonly shortShaLength: number
  /** DOCKER_METADATA_ANNOTATIONS_LEVELS; empty for the default level. */
  readonly annotationsLevels: readonly string[]
}

const levels = ['manifest', 'index', 'manifest-descriptor', 'index-descriptor']

export function readMetadataSettings(env: Env, problems: Problem[]): MetadataSettings {
  const complain = (name: string, why: string, fix: string) =>
    problems.push({
      ...badInput(name, env[name] ?? '', why, fix),
      what: `Variable ${name}: '${env[name]}' ${why}.`,
    })
  const head = env.DOCKER_METADATA_PR_HEAD_SHA || 'false'
  const length = env.DOCKER_METADATA_SHORT_SHA_LENGTH || '7'
  const wanted = (env.DOCKER_METADATA_ANNOTATIONS_LEVELS || '').split(',').map((level) => level.trim())
  const annotationsLevels = wanted.filter((level) => level !== '')
  if (parseBoolean(head) === undefined)
    complain('DOCKER_METADATA_PR_HEAD_SHA', 'is not a boolean', 'Write true or false.')
  if (!/^\d+$/.test(length) || Number(length) < 1 || Number(length) > 40) {
    complain('DOCKER_METADATA_SHORT_SHA_LENGTH', 'is not the length of a sha', 'Write a number from 1 to 40.')
  }
  if (annotationsLevels.some((level) => !levels.includes(level))) {
    complain(
      'DOCKER_METADATA_ANNOTATIONS_LEVELS',
      'names an unknown level',
      `Write some of ${levels.join(', ')}.`,
    )
  }
  return { prHeadSha: parseBoolean(head) ?? false, shortShaLength: Number(length), annotationsLevels }
}
