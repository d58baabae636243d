import { join } from 'node:path'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Build } from '../build/prepare-build.ts'
import { type BuildRef, exportRecord, findNewRefs, listRefs, readRefs } from '../build-output/build-record.ts'
import { createArtifacts } from '../digests/artifact-client.ts'
import { findArtifactService } from '../digests/artifact-service.ts'
import { recordService } from '../errors/build.ts'
import { explainError } from '../model/tagboat-error.ts'
import type { Ports } from '../ports/run-ports.ts'
import type { DockerSession } from '../session/docker-session.ts'
import { formatBytes } from '../units.ts'
import type { RunState } from './run-state.ts'

/** Limits in bytes: of the file, and of what it unpacks to. */
const recordLimit = 32 * 1024 * 1024
const textLimit = 256 * 1024 * 1024

type RecordPorts = Pick<Ports, 'clock' | 'env' | 'files' | 'http' | 'isCancelled' | 'log'>

type RecordSession = Pick<DockerSession, 'buildx' | 'engine' | 'buildxConfig' | 'configDir'>

type RecordState = Pick<RunState, 'inputs' | 'isUntrusted' | 'trigger' | 'workspace'>

/**
 * With `build-record: true`, adds the upload of the builds' record: at once for a build that fails, and when the caller asks for it
 * after a build that succeeds. A failure is a warning. Code that is not trusted chooses what its build logs, so it stores nothing.
 */
export function withRecord(
  ports: RecordPorts,
  session: RecordSession,
  state: RecordState,
  build: Build,
): Build {
  if (!state.inputs.buildRecord) return build
  if (state.isUntrusted) {
    ports.log.notice('build-record is ignored, because the code that is built is not trusted.')
    return build
  }
  const refs: BuildRef[] = []
  const upload = () => attempt(ports, () => uploadRecord(ports, session, state, refs))
  return {
    ...build,
    async run(strategies, onPush) {
      const before = await listRefs(ports.files, session).catch(() => undefined)
      try {
        const built = await build.run(strategies, onPush)
        refs.push(...readRefs(built.metadata))
        return { ...built, uploadRecord: upload }
      } catch (error) {
        await attempt(ports, async () => {
          if (before === undefined) return undefined
          refs.push(...(await findNewRefs(ports.files, session, before, state.workspace)))
          return ports.isCancelled() ? undefined : uploadRecord(ports, session, state, refs)
        })
        throw error
      }
    },
  }
}

async function attempt(
  ports: RecordPorts,
  work: () => Promise<string | undefined>,
): Promise<string | undefined> {
  try {
    return await work()
  } catch (error) {
    ports.log.warning(`The build record is not uploaded: ${explainError(error)}`)
    return undefined
  }
}

/** Returns the artifact's name; undefined, with a warning, if there is none. */
async function uploadRecord(
  ports: RecordPorts,
  session: RecordSession,
  { trigger }: RecordState,
  refs: readonly BuildRef[],
): Promise<string | undefined> {
  const { files, log } = ports
  const service = findArtifactService(ports.env)
  if (typeof service === 'string')
    return skip(ports, `it is stored among the artifacts of a run, but ${service}`)
  const distinct = [...new Map(refs.map((ref) => [ref.id, ref])).values()]
  const path = join(session.configDir, 'record.dockerbuild')
  const failed = await exportRecord(session, distinct, path)
  if (failed !== undefined) return skip(ports, failed)
  const size = (await files.size(path)) ?? 0
  if (size > recordLimit)
    return skip(ports, `it has ${formatBytes(size)}, and the limit is ${formatBytes(recordLimit)}`)
  const bytes = await readAll(files.openRead(path, 0))
  await files.remove(path)
  if (await hasSecret(ports, bytes)) {
    return skip(
      ports,
      'it contains a secret of this step, which the build printed or got as a build argument',
    )
  }
  const name = nameRecord(new URL(trigger.repository.url).pathname.slice(1), distinct)
  const finish = await createArtifacts(ports, service, recordService).begin(name, bytes, 'application/gzip')
  await finish()
  log.report(`Build record: artifact ${name} of this run.`)
  return name
}

function skip({ log }: RecordPorts, why: string): undefined {
  log.warning(`The build record is not uploaded: ${why}.`)
}

/** Docker's own form, `OWNER~REPOSITORY~ABC123.dockerbuild`, `ABC123+2` for three builds. */
export function nameRecord(repository: string, refs: readonly BuildRef[]): string {
  const name = repository.replaceAll('/', '~').replaceAll(/[^\w.~-]/g, '-')
  const more = refs.length > 1 ? `+${refs.length - 1}` : ''
  return `${name}~${(refs[0]?.id ?? '').slice(0, 6).toUpperCase()}${more}.dockerbuild`
}

/**
 * Whether a record has a masked value; artifacts are not masked as logs are. A record is a tar archive in gzip. Its log consists of
 * protobuf messages with plain texts (BuildKit, `application/vnd.buildkit.status.v0`).
 */
async function hasSecret({ log }: Pick<Ports, 'log'>, bytes: Uint8Array): Promise<boolean> {
  const text = (await unzip(bytes, { maxOutputLength: textLimit })).toString('utf8')
  return log.clean(text) !== text
}

const unzip = promisify(gunzip)

async function readAll(stream: AsyncIterable<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  for await (const chunk of stream) chunks.push(chunk)
  return Buffer.concat(chunks)
}
