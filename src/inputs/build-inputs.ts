import type { FileOutput } from '../bake/target-outputs.ts'
import { badInput } from '../errors/inputs.ts'
import { compileLoose, type LooseText } from '../tags/loose-text.ts'
import { checkPlatform } from './platform-names.ts'
import { checkArchives, noteWithoutImage, readOutputs } from './read-outputs.ts'
import { type InputReader, type Pair, parseBoolean } from './reader.ts'

/** The inputs of docker/build-push-action, checked. */
export interface BuildInputs {
  /** A folder, relative to the workspace or absolute, or the address of a remote context. */
  readonly context: string
  /** Path of the Dockerfile, relative to the workspace; empty for `Dockerfile` in the context. */
  readonly file: string
  readonly target: string
  readonly platforms: readonly string[]
  /** `KEY=value`, or `KEY` for the value of the environment. */
  readonly buildArgs: readonly string[]
  readonly buildContexts: readonly Pair[]
  /** id and value. */
  readonly secrets: readonly Pair[]
  /** id and the name of an environment variable. */
  readonly secretEnvs: readonly Pair[]
  /** id and a path. */
  readonly secretFiles: readonly Pair[]
  readonly ssh: readonly string[]
  readonly cacheFrom: readonly string[]
  readonly cacheTo: readonly string[]
  readonly noCache: boolean
  readonly noCacheFilters: readonly string[]
  readonly pull: boolean
  readonly load: boolean
  /** Files to write instead of a push. */
  readonly outputs: readonly FileOutput[]
  readonly network: string
  readonly addHosts: readonly string[]
  readonly shmSize: string
  readonly ulimit: readonly string[]
  readonly allow: readonly string[]
  /** In the syntax of buildx's `--attest`; `type=provenance,disabled=true` for `provenance: false`. */
  readonly attests: readonly string[]
  readonly rewriteTimestamp: boolean
  /** Name of the builder; empty to choose one. */
  readonly builder: string
  /** For contexts at `{{defaultContext}}`; absent if no context is, or there is no token. */
  readonly gitAuth?: GitAuth
}

/** The login for contexts that the builder clones, as a build secret with the id that BuildKit expects. */
export interface GitAuth {
  /** `GIT_AUTH_TOKEN.github.com` ("Build secrets", Git authentication for remote contexts, in Docker's documentation). */
  readonly id: string
  /** `https://github.com/acme/app.git`: only builds of a context in it get the token. */
  readonly url: string
  readonly token: string
}

export function readBuildInputs(reader: InputReader): BuildInputs {
  const inputs: BuildInputs = {
    context: reader.text('context') || '.',
    file: reader.text('file'),
    target: reader.text('target'),
    platforms: readPlatforms(reader),
    buildArgs: reader.lines('build-args'),
    buildContexts: reader.pairs('build-contexts'),
    secrets: reader.pairs('secrets', { secret: true }),
    secretEnvs: readSecretEnvs(reader),
    secretFiles: reader.pairs('secret-files'),
    ssh: reader.items('ssh'),
    cacheFrom: reader.lines('cache-from'),
    cacheTo: reader.lines('cache-to'),
    noCache: reader.flag('no-cache'),
    noCacheFilters: reader.items('no-cache-filters'),
    pull: reader.flag('pull'),
    load: reader.flag('load'),
    outputs: readOutputs(reader),
    network: reader.text('network'),
    addHosts: readHosts(reader),
    shmSize: reader.text('shm-size'),
    ulimit: reader.items('ulimit'),
    allow: reader.items('allow'),
    attests: readAttests(reader),
    rewriteTimestamp: reader.flag('rewrite-timestamp'),
    builder: reader.text('builder'),
  }
  checkSecretIds(reader, inputs)
  checkArchives(reader, inputs.outputs, inputs)
  noteWithoutImage(reader, inputs.outputs, inputs.load)
  return inputs
}

function readPlatforms(reader: InputReader): readonly string[] {
  const platforms = reader.items('platforms').flatMap((platform) => {
    const checked = checkPlatform(platform)
    if ('platform' in checked) return [checked.platform]
    reader.problems.push(badInput('platforms', platform, checked.why, checked.fix))
    return []
  })
  return [...new Set(platforms)]
}

function readSecretEnvs(reader: InputReader): readonly Pair[] {
  return reader.items('secret-envs').flatMap((item) => {
    const equals = item.indexOf('=')
    if (equals > 0 && equals < item.length - 1) {
      return [{ key: item.slice(0, equals), value: item.slice(equals + 1) }]
    }
    const fix = 'Write id=NAME_OF_VARIABLE.'
    reader.problems.push(badInput('secret-envs', item, 'is not of the form id=NAME', fix))
    return []
  })
}

/** `host:ip` or `host=ip`, the syntax of `docker buildx build --add-host`. */
function readHosts(reader: InputReader): readonly string[] {
  const hosts = reader.items('add-hosts')
  for (const host of hosts) {
    if (/^[^:=\s]+[:=].+$/.test(host)) continue
    reader.problems.push(
      badInput('add-hosts', host, 'is not of the form host:ip', 'Write for example db:10.0.0.7.'),
    )
  }
  return hosts
}

function readAttests(reader: InputReader): readonly string[] {
  const attests = [...reader.lines('attests')]
  for (const attest of attests) {
    if (/(^|,)type=/.test(attest)) continue
    reader.problems.push(badInput('attests', attest, 'names no type', 'Write for example type=sbom.'))
  }
  for (const kind of ['provenance', 'sbom'] as const) {
    const text = reader.text(kind)
    if (text === '') continue
    const flag = parseBoolean(text)
    // BuildKit ignores settings that it does not know.
    if (/(^|,)\s*enabled?=/i.test(text)) {
      reader.problems.push(badInput(kind, text, 'has a setting that does not exist', 'Write true or false.'))
      continue
    }
    if (flag === undefined && !text.includes('=')) {
      const fix = kind === 'sbom' ? 'Write true, false or generator=IMAGE.' : 'Write true, false or mode=max.'
      reader.problems.push(badInput(kind, text, 'is neither a boolean nor a list of settings', fix))
      continue
    }
    if (flag === undefined) attests.push(`type=${kind},${text}`)
    else attests.push(flag ? `type=${kind}` : `type=${kind},disabled=true`)
  }
  return oneOfEachType(reader, attests)
}

/** Keeps the last attestation of each type, as buildx does; inputs provenance and sbom come after attests. */
function oneOfEachType(reader: InputReader, attests: readonly string[]): readonly string[] {
  const found = new Map<string | undefined, string>()
  for (const attest of attests) {
    const type = /(?:^|,)type=([^,]*)/.exec(attest)?.[1]
    const earlier = found.get(type)
    if (earlier !== undefined && earlier !== attest) {
      reader.warnings.push(`Inputs attests, provenance and sbom: '${attest}' replaces '${earlier}'.`)
    }
    found.set(type, attest)
  }
  return [...found.values()]
}

function checkSecretIds(reader: InputReader, inputs: BuildInputs): void {
  const seen = new Map<string, string>()
  const groups = {
    secrets: inputs.secrets,
    'secret-envs': inputs.secretEnvs,
    'secret-files': inputs.secretFiles,
  }
  for (const [input, pairs] of Object.entries(groups)) {
    for (const { key } of pairs) {
      const other = seen.get(key)
      if (other) {
        const why = other === input ? 'is set twice' : `is also an id in ${other}`
        reader.problems.push(badInput(input, key, why, 'Give every secret an id of its own.'))
      }
      seen.set(key, input)
    }
  }
}

/** A build argument that has a value in the workflow. */
export interface BuildArg {
  readonly key: string
  readonly text: LooseText
}

/** Compiles `KEY=value` lines; `KEY` without a value comes from the environment, and is left out. The last line of a key counts. */
export function readArgs(lines: readonly string[]): readonly BuildArg[] {
  const last = new Map(
    lines.map((line) => {
      const equals = line.indexOf('=')
      return equals < 0
        ? ([line, undefined] as const)
        : ([line.slice(0, equals), line.slice(equals + 1)] as const)
    }),
  )
  return [...last].flatMap(([key, value]) => {
    if (value === undefined) return []
    return [{ key, text: compileLoose(value, { input: 'build-args', line: key }) }]
  })
}
