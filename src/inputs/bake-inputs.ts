import { settingOf } from '../bake/specs.ts'
import { badInput, conflictingInputs, missingInput } from '../errors/inputs.ts'
import type { InputReader, Pair } from './reader.ts'

/** A definition of many images that `docker buildx bake` reads. */
export interface BakeInputs {
  /** Paths, relative to the workspace or absolute; at least one. */
  readonly files: readonly string[]
  /** Targets, groups and patterns; empty for the group `default`. */
  readonly targets: readonly string[]
  /** Overrides in the syntax of `--set`. */
  readonly set: readonly string[]
  /** Variables for bake's environment. */
  readonly vars: readonly Pair[]
}

/** Keys of `set` that Tagboat sets itself, each with the input to use instead. */
const ours = new Map([
  ['tags', 'Use the inputs images and tags.'],
  ['push', 'Use input push.'],
  ['load', 'Use input load.'],
  ['call', 'Leave it out: a check of the Dockerfiles belongs into a step of its own.'],
])

/** Variables that docker, its plugins, the dynamic loader or Tagboat read: setting them would affect more than the bake file. */
const taken = [
  /^(BUILDX|BUILDKIT|LD|TAGBOAT)_/,
  // Docker's own (its documentation, "Environment variables"). Names like DOCKER_REGISTRY are free.
  /^DOCKER_(HOST|CONTEXT|CONFIG|AUTH_CONFIG|API_VERSION|CERT_PATH|TLS|TLS_VERIFY|DEFAULT_PLATFORM|BUILDKIT|CLI_\w+|CONTENT_TRUST\w*|CUSTOM_HEADERS|HIDE_LEGACY_COMMANDS)$/,
  /^(PATH|HOME|TMPDIR|SSH_AUTH_SOCK|SSL_CERT_(FILE|DIR)|GODEBUG|NODE_(OPTIONS|EXTRA_CA_CERTS|PATH))$/,
]

/** Reads `bake-files`, `targets`, `set` and `vars`; undefined without a bake file. */
export function readBakeInputs(reader: InputReader): BakeInputs | undefined {
  const inputs: BakeInputs = {
    files: readFiles(reader),
    targets: readTargets(reader),
    set: readOverrides(reader),
    vars: readVariables(reader),
  }
  if (inputs.files.length > 0) {
    refuseFrom(reader)
    refuseSingleImage(reader)
    return inputs
  }
  for (const name of ['targets', 'set', 'vars'] as const) {
    // Input builds also uses targets.
    if (inputs[name].length === 0 || (name === 'targets' && reader.text('builds').trim() !== '')) continue
    const fix = 'Name the bake file there, for example docker-bake.hcl.'
    reader.problems.push(missingInput('bake-files', `${name} is for the images of a bake file`, fix))
  }
  return undefined
}

/** Drops `cwd://` in front of a path, which docker/bake-action requires for local files. */
function readFiles(reader: InputReader): readonly string[] {
  return reader.items('bake-files').map((item) => {
    const path = item.replace(/^cwd:\/\//, '')
    if (/^[a-z][a-z0-9+.-]*:\/\/|^git@|^github\.com\//i.test(path)) {
      const fix = 'Check that repository out with actions/checkout, and name the path of the file.'
      reader.problems.push(badInput('bake-files', item, 'is an address', fix))
    } else if (path === '' || path === '-') {
      reader.problems.push(badInput('bake-files', item, 'is not a path', 'Write the path of a file.'))
    }
    return path
  })
}

/** Accepts names only: an address would make bake fetch another definition, and a leading hyphen would be an option. */
export function readTargets(reader: InputReader): readonly string[] {
  const targets = reader.items('targets')
  for (const target of targets) {
    if (/^[\w.*?[\]^][\w.*?[\]^-]*$/.test(target)) continue
    const fix = 'A name has letters, digits, _ and -; * and ? match several.'
    reader.problems.push(badInput('targets', target, 'is not the name of a target', fix))
  }
  return targets
}

/** `pattern.key=value`; `pattern.args.NAME` takes its value from the environment. */
function readOverrides(reader: InputReader): readonly string[] {
  const overrides = reader.lines('set')
  for (const override of overrides) {
    const [, key, rest = ''] = /^[^.=]+\.([a-z-]+)((?:\.[^=]+?)?(?:\+?=.*)?)$/s.exec(override) ?? []
    if (key === undefined || !(rest.includes('=') || (key === 'args' && rest.startsWith('.')))) {
      const fix = 'Write for example app.args.VERSION=1.2 or *.platform=linux/arm64.'
      reader.problems.push(badInput('set', override, 'is not of the form target.key=value', fix))
      continue
    }
    const fix = ours.get(key) ?? (key === 'output' && !isFileOutput(rest) ? outputFix : undefined)
    if (fix !== undefined) {
      reader.problems.push(badInput('set', override, 'sets what Tagboat sets itself', fix))
    }
  }
  return overrides
}

const outputFix =
  'Input push says whether images are pushed. Files are written with type=local,dest=PATH or type=tar,dest=PATH.'

/** Whether an output writes files: `=type=local,dest=out`, or a path, which is short for it. Tagboat itself publishes images. */
function isFileOutput(rest: string): boolean {
  const value = rest.replace(/^\+?=/, '')
  const type = settingOf(value, 'type')
  return type === undefined
    ? !value.includes('=') && value !== '-'
    : ['local', 'tar', 'cacheonly'].includes(type)
}

function readVariables(reader: InputReader): readonly Pair[] {
  const pairs = reader.pairs('vars')
  for (const { key } of pairs) {
    if (!/^[A-Za-z_][A-Za-z0-9_-]*$/.test(key)) {
      const fix = 'A name has letters, digits and _, and does not begin with a digit.'
      reader.problems.push(badInput('vars', key, 'is not the name of a variable', fix))
    } else if (taken.some((pattern) => pattern.test(key))) {
      const fix = 'Give the variable another name in the bake file.'
      reader.problems.push(badInput('vars', key, 'would change how docker itself works', fix))
    }
  }
  return pairs
}

function refuseFrom(reader: InputReader): void {
  if (reader.lines('from').length === 0) return
  const what = 'Input from publishes content that exists already, and bake-files describes a build.'
  reader.problems.push(conflictingInputs(what, 'Leave one of them out.'))
}

const set = (line: string): string => `Leave it out, and write in input set: ${line}`
const secret = set('*.secrets=id=NAME,env=VARIABLE (and the value into env of this step)')
/** buildx 0.29 accepts an override of these, and ignores its value. */
const inFile = (field: string): string => `Leave it out, and write ${field} into the bake file.`

/**
 * The inputs that shape a single image, each with the equivalent for a bake file: a key of `--set`, tested with buildx 0.29.
 * They show examples instead of the given values, which may be secret.
 */
const instead: Readonly<Record<string, string>> = {
  platforms: set('*.platform=linux/amd64,linux/arm64'),
  'build-args': set('*.args.NAME=value'),
  secrets: secret,
  'cache-from': set('*.cache-from=type=gha'),
  'cache-to': set('*.cache-to=type=gha,mode=max'),
  context: set('*.context=FOLDER'),
  file: set('*.dockerfile=PATH (relative to the context)'),
  target: set('*.target=STAGE'),
  'build-contexts': set('*.contexts.NAME=PATH'),
  'secret-envs': set('*.secrets=id=NAME,env=VARIABLE'),
  'secret-files': set('*.secrets=id=NAME,src=PATH'),
  ssh: set('*.ssh=default'),
  'no-cache-filters': inFile('no-cache-filter'),
  network: inFile('network'),
  'add-hosts': set('*.extra-hosts.HOST=ADDRESS'),
  'shm-size': set('*.shm-size=128m'),
  ulimit: inFile('ulimits'),
  attests: set('*.attest=type=sbom'),
  outputs: set('TARGET.output=type=local,dest=out (or type=tar), or write output into the bake file'),
}

/** Adds a problem for each input that shapes a single image. The default of `context` does not count as set. */
function refuseSingleImage(reader: InputReader): void {
  for (const [name, fix] of Object.entries(instead)) {
    const text = reader.text(name).trim()
    if (text === '' || (name === 'context' && text === '.')) continue
    const what = `Input ${name} shapes a single image, and the images are described in bake-files.`
    reader.problems.push(conflictingInputs(what, fix))
  }
}
