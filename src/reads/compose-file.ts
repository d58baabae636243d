import { yaml } from '../libraries.ts'
import { createYamlReader, Uncertain, type YamlReader } from './yaml-reader.ts'

/** One entry of `include`. */
export interface Include {
  readonly paths: readonly string[]
  readonly projectDirectory: string
  readonly envFiles: readonly string[]
}

/** The paths in a compose file that compose reads, before interpolation. */
export interface References {
  readonly includes: readonly Include[]
  /** The env files of all services, even if another file or `!reset` overrides them: perhaps more than compose reads, never fewer. */
  readonly envFiles: readonly string[]
  readonly labelFiles: readonly string[]
  /** The files in `extends`. */
  readonly extended: readonly string[]
}

/**
 * Characters that compose's parser (YAML 1.1) reads as a line break or byte order mark and ours (YAML 1.2) as text, and characters that
 * do not belong in a text file.
 */
const ambiguous = /^%|\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffd]|(?<!^)\ufeff/u
const directive = /^%/m

/**
 * Reads the file references of a compose file. Undefined if they are uncertain: the file is not YAML, repeats keys, or has tags or
 * aliases that compose could read differently.
 */
export function readReferences(text: string): References | undefined {
  if (ambiguous.test(text) || directive.test(text)) return undefined
  try {
    const documents = yaml().parseAllDocuments(text, {
      schema: 'failsafe',
      logLevel: 'silent',
      prettyErrors: false,
      // The reader finds repeated keys in linear time; the parser would compare all pairs.
      uniqueKeys: false,
    })
    return merge([...documents].map((document) => readDocument(createYamlReader(document))))
  } catch (error) {
    // A RangeError is a stack overflow by deep nesting.
    if (error instanceof Uncertain || error instanceof RangeError) return undefined
    throw error
  }
}

/** Whether a file that is not YAML for us may name files for another parser. */
export const mayNameFiles = (text: string): boolean =>
  /include|extends|env_file|label_file|\\[xuU\r\n]|\ufffd|\0/.test(text)

function readDocument(reader: YamlReader): References {
  const top = reader.pairs(reader.root)
  const includes = top.filter(([key]) => key === 'include').flatMap(([, value]) => reader.items(value))
  const services = top
    .filter(([key]) => key === 'services')
    .flatMap(([, value]) => reader.pairs(value))
    .flatMap(([, service]) => reader.pairs(service))
  const pathsAt = (field: string) =>
    services.filter(([key]) => key === field).flatMap(([, value]) => reader.paths(value, 'path'))
  const extended = services
    .filter(([key]) => key === 'extends')
    .flatMap(([, value]) => reader.pairs(value))
    .filter(([key]) => key === 'file')
    .flatMap(([, value]) => reader.paths(value))
  return {
    includes: includes.map((item) => readInclude(reader, item)),
    envFiles: pathsAt('env_file'),
    labelFiles: pathsAt('label_file'),
    extended,
  }
}

/** A string is short for `path:`. */
function readInclude(reader: YamlReader, item: unknown): Include {
  const pairs = reader.pairs(item)
  const pathsAt = (field: string) =>
    pairs.filter(([key]) => key === field).flatMap(([, value]) => reader.paths(value))
  const folders = pathsAt('project_directory')
  // More than one is possible only with a merge key, and versions of compose differ in which one they use.
  if (folders.length > 1) throw new Uncertain()
  return {
    paths: pairs.length === 0 ? reader.paths(item) : pathsAt('path'),
    projectDirectory: folders[0] ?? '',
    envFiles: pathsAt('env_file'),
  }
}

const merge = (parts: readonly References[]): References => ({
  includes: parts.flatMap(({ includes }) => includes),
  envFiles: parts.flatMap(({ envFiles }) => envFiles),
  labelFiles: parts.flatMap(({ labelFiles }) => labelFiles),
  extended: parts.flatMap(({ extended }) => extended),
})
