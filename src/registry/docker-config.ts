import { isRecord, type Json, parseJson } from '../json.ts'
import { type Problem, TagboatError } from '../model/tagboat-error.ts'
import type { Files } from '../ports/ports.ts'

/** The content of docker's `config.json`. */
export type DockerConfig = Readonly<Record<string, Json>>

/**
 * Reads a `config.json` of docker's. A missing or empty file is an empty configuration; anything else but a JSON object throws
 * the `invalid` problem.
 */
export async function readDockerConfig(
  files: Files,
  path: string,
  invalid: (path: string) => Problem,
): Promise<DockerConfig> {
  const text = await files.read(path)
  if (text === undefined || text.trim() === '') return {}
  const config = parseJson(text)
  if (!isRecord(config)) throw new TagboatError(invalid(path))
  return config
}
