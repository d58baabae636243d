import { yaml } from '../libraries.ts'
import { createYamlReader, Uncertain, type YamlReader } from './yaml-reader.ts'

/** One entry of `include`. */
export interface Include {
  readonly paths: readonly string[]
  readonly projectDirectory: string
  readonly envFiles: readonly string[]
}

/** The paths that a compose file names and that are read on its behalf, before interpolation. */
export interface References {
  readonly includes: readonly Include[]
  /** Of all services, whether or not another file or `!reset` overrides them: more than compose reads, never less. */
  readonly envFiles: readonly string[]
  readonly labelFiles: readonly string[]
  /** The files of `extends`. */
  readonly extended: readonly string[]
}

/**
 * Characters that compose's parser takes for a line break or a byte order mark (YAML 1.1) and ours for text (YAML 1.2), or
 * that no text file has; and directives.
 */
const ambiguous = /^%|\r(?!\n)|(?![\t\n\r])\p{Cc}|[\u2028\u2029\ufffd]|(?<!^)\ufeff/u
const directive = /^%/m

/**
 * Reads the file references of a compose file; undefined where its meaning is not certain: it is not YAML, it repeats keys,
 * or it has tags or aliases that compose could understand in another way.
 */
export function readReferences(text: string): References | undefined {
  if (ambiguous.test(text) || directive.test(text)) return undefined
  try {
    const documents = yaml().parseAllDocuments(text, {
      schema: 'failsafe',
      logLevel: 'silent',
      prettyErrors: false,
      // The reader looks for repeated keys; the parser compares each key with each other.
      uniqueKeys: false,
    })
    return merge([...documents].map((document) => readDocument(createYamlReader(document))))
  } catch (error) {
    // A RangeError is a stack that too deep a nesting has filled.
    if (error instanceof Uncertain || error instanceof RangeError) return undefined
    throw error
  }
}

/** Whether a file that is not YAML may still name files once another parser reads it. */
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

/** A path alone is short for `path:`. */
function readInclude(reader: YamlReader, item: unknown): Include {
  const pairs = reader.pairs(item)
  const pathsAt = (field: string) =>
    pairs.filter(([key]) => key === field).flatMap(([, value]) => reader.paths(value))
  const folders = pathsAt('project_directory')
  // More than one only by a merge key, whose other value compose may or may not use.
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
