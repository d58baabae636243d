import { conflictingInputs } from '../errors/inputs.ts'
import type { Reader } from './reader.ts'

const set = (line: string): string => `Leave it out, and write in input set: ${line}`
const secret = set('*.secrets=id=NAME,env=VARIABLE (and the value into env of this step)')
/** buildx 0.29 takes overrides of these, and drops the value. */
const inFile = (field: string): string => `Leave it out, and write ${field} into the bake file.`

/**
 * The inputs that shape one image, each with what says the same of a bake file's images (the keys of `--set`, each
 * tried with buildx 0.29). Examples only: values may be secret.
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

/** Adds a problem for each input that shapes one image. The default of `context` is no one's wish. */
export function refuseSingleImage(reader: Reader): void {
  for (const [name, fix] of Object.entries(instead)) {
    const text = reader.text(name).trim()
    if (text === '' || (name === 'context' && text === '.')) continue
    const what = `Input ${name} shapes a single image, and the images are described in bake-files.`
    reader.problems.push(conflictingInputs(what, fix))
  }
}
