import { dirname, join } from 'node:path'
import { keptBuilderBroken } from '../errors/builder.ts'
import { isPullRequest, isQueueBranch, type Trigger } from '../model/trigger.ts'
import { runsWithoutSecrets } from '../plan/decide-intent.ts'
import type { Clock, Files } from '../ports/ports.ts'
import {
  bootBuilder,
  type CreatePorts,
  type CreateRequest,
  createBuilder,
  removeBuilder,
} from './create-builder.ts'

/**
 * The group of runs that share a kept builder; undefined for code of a fork and other untrusted code, which must not write into a cache
 * that other runs read. That includes code that `trust-fork-code` trusts with secrets, and so every event that outsiders can start. Pull
 * requests of the repository share one among themselves, so that they do not write what a push reads.
 */
export function findKeptGroup(trigger: Trigger, isUntrusted: boolean): string | undefined {
  const { cause, pullRequest } = trigger
  if (isUntrusted || runsWithoutSecrets(trigger) || cause.kind === 'other') return undefined
  if (isPullRequest(trigger) && pullRequest?.fork !== false) return undefined
  const isCheck = isPullRequest(trigger) || cause.kind === 'merge-group' || isQueueBranch(trigger)
  return isCheck ? 'pull-request' : 'push'
}

export interface KeepPorts extends CreatePorts {
  readonly clock: Clock
}

/**
 * Makes the kept builder of that name available: starts the existing one, or creates it. One that does not start is removed with its
 * cache and created again. Only one process at a time does this, so that steps and jobs of one machine do not remove each
 * other's builder. Returns whether an earlier run created it.
 */
export async function takeKept(
  ports: KeepPorts,
  request: CreateRequest,
  buildxConfig: string,
): Promise<boolean> {
  const { name } = request
  return withLock(ports, join(buildxConfig, `${name}.lock`), name, async () => {
    const stored = await ports.files.read(join(buildxConfig, 'instances', name))
    if (stored !== undefined) {
      const failure = await bootBuilder(ports.buildx, name)
      if (failure === undefined) return true
      const [why = ''] = failure.output.trim().split('\n').slice(-1)
      ports.log.warning(keptBuilderBroken(name, why))
      await removeBuilder(ports.buildx, name)
    }
    await createBuilder(ports, request)
    return false
  })
}

/** The longest time in ms to start a builder, including the pull of its image. An older lock is of a process that was killed. */
const lockMs = 600_000
const pauseMs = 500

/** Runs `work` while no other process of this machine holds the lock, which is a folder. */
async function withLock<T>(
  ports: KeepPorts,
  folder: string,
  name: string,
  work: () => Promise<T>,
): Promise<T> {
  const { files, clock, log } = ports
  await makeFolders(files, dirname(folder))
  const started = clock.now()
  let isMine = await tryLock(ports, folder)
  // In a cancelled run waits are short, and the work fails by itself. So the number of attempts is limited, too.
  for (let count = 0; !isMine && count < lockMs / pauseMs; count += 1) {
    if (count === 0) log.info(`Waiting for another step or job, which starts builder ${name} ...`)
    await clock.sleep(pauseMs)
    isMine = await tryLock(ports, folder)
  }
  // A process that was killed while it wrote the time.
  if (!isMine && clock.now() - started >= lockMs) isMine = true
  try {
    return await work()
  } finally {
    if (isMine) await files.remove(folder)
  }
}

async function tryLock({ files, clock }: KeepPorts, folder: string): Promise<boolean> {
  const path = join(folder, 'since')
  const isMade = await claim(files, folder)
  if (isMade) {
    await files.write(path, String(clock.now()), 0o600)
    return true
  }
  // The file is missing or empty while its owner writes it.
  const since = (await files.read(path)) || undefined
  if (since !== undefined && clock.now() - Number(since) >= lockMs) await files.remove(folder)
  return false
}

/** Whether this process created the folder. Throws if it does not exist and cannot be created. */
async function claim(files: Files, folder: string): Promise<boolean> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await files.makeFolder(folder)
      return true
    } catch (error) {
      if (await files.isDirectory(folder)) return false
      // Its owner may have removed it just now.
      if (attempt === 3) throw error
    }
  }
}

/** buildx creates its folder on first use, and this may come before. */
async function makeFolders(files: Files, folder: string): Promise<void> {
  if (await files.isDirectory(folder)) return
  if (dirname(folder) !== folder) await makeFolders(files, dirname(folder))
  await files.makeFolder(folder).catch(async (error: unknown) => {
    if (!(await files.isDirectory(folder))) throw error
  })
}
