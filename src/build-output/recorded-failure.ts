import type { Docker } from '../docker/docker.ts'
import { arrayAt, type Json, parseJson, stringAt } from '../json.ts'
import { epochSeconds } from '../ports/time.ts'

/** Each call's time limit in ms: the failure itself is on the terminal already. */
const queryMs = 5_000
/** How far the clocks of engine and machine may differ, in ms. */
const clockSkew = 2_000
/** Characters of an answer that are read. */
const longest = 1024 * 1024

/**
 * The end of a failed build in the words of its plain log, from the builder's history (buildx 0.21 and newer), for a build whose output
 * went to the terminal; empty if the history has none. `builder`: the flags that choose it. `started`: milliseconds since 1970.
 */
export async function readRecordedFailure(
  buildx: Docker,
  builder: readonly string[],
  started: number,
): Promise<string> {
  const ask = async (...args: readonly string[]) => {
    const done = await buildx(['history', ...args, ...builder, '--format', 'json'], { timeout: queryMs })
    return done.code === 0 && done.stdout.length <= longest ? done.stdout : ''
  }
  const ref = findRecord(await ask('ls'), started - clockSkew)
  return ref === undefined ? '' : describeRecord(parseJson(await ask('inspect', ref)))
}

/** The id of the newest failed build since `since`. `lines`: one JSON object in each, with a `ref` like `builder/node/ID`. */
export function findRecord(lines: string, since: number): string | undefined {
  const failed = lines.split('\n').flatMap((line) => {
    const json = parseJson(line)
    const created = epochSeconds(stringAt(json, 'created_at') ?? '') * 1000
    const id = stringAt(json, 'ref')?.split('/').pop()
    const isFailed = stringAt(json, 'status')?.toLowerCase() === 'error'
    return isFailed && id !== undefined && /^[a-z0-9]+$/.test(id) && created >= since ? [{ id, created }] : []
  })
  return failed.sort((a, b) => b.created - a.created)[0]?.id
}

/** The words that buildx prints at the end of a failed build, from `docker buildx history inspect`. */
export function describeRecord(json: Json | undefined): string {
  const message = stringAt(json, 'Error', 'Message')
  if (message === undefined) return ''
  const step = stringAt(json, 'Error', 'Name')
  const logs = arrayAt(json, 'Error', 'Logs').filter((line) => typeof line === 'string')
  const sources = Buffer.from(stringAt(json, 'Error', 'Sources') ?? '', 'base64').toString('utf8')
  const block = step === undefined ? [] : ['------', ` > ${step}:`, ...logs, '------']
  return [...block, sources.trimEnd(), `ERROR: failed to solve: ${message}`].join('\n')
}
