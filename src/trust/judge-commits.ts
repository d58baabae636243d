import { relative } from 'node:path'
import { memoize, sameKey } from '../memoize.ts'
import type { SourceAnswer } from '../model/source-repository.ts'
import type { Files } from '../ports/ports.ts'
import type { BuildPart, LocalPart, RemotePart } from './build-parts.ts'
import { findCheckout, findNested } from './checkouts.ts'

/** Why a run is not trusted: a clause that names the commit, if there is one. */
export type Doubt = string

/** The facts that commits are judged by. Nothing is asked before it is needed. */
export interface Witness {
  readonly files: Files
  /** Absolute. */
  readonly workspace: string
  /** HEAD of the checkout with this root; undefined if it cannot be read. */
  readonly headOf: (checkout: string) => Promise<string | undefined>
  /** The commit that the event vouches for, if any. */
  readonly vouched: string | undefined
  /** The tips of the base repository's branches, from the remote. */
  readonly branchTips: () => Promise<SourceAnswer<ReadonlyMap<string, string>>>
  /** `acme/app`, for messages. */
  readonly repository: string
}

/** Judges parts one after the other, and each checkout once; returns the first doubt. */
export type AskTrust = (parts: readonly BuildPart[]) => Promise<Doubt | undefined>

/**
 * Trusts content that is checked out, or fetched from this repository by commit id, at the vouched commit or at the head of
 * a branch of this repository. Other commits, other remote contexts, folders outside of checkouts and unknown answers are
 * not trusted. Pull request refs are not branches. No commit is looked up by its id, because GitHub also finds those of forks.
 */
export function createTrustQuestion(witness: Witness): AskTrust {
  const judge = memoize(sameKey, (checkout) => judgeCheckout(witness, checkout))
  return async (parts) => {
    for (const part of parts) {
      const doubt =
        part.kind === 'remote' ? await askRemote(witness, part) : await askLocal(witness, part, judge)
      if (doubt !== undefined) return `${part.what}: ${doubt}`
    }
    return undefined
  }
}

async function askRemote(witness: Witness, { commit }: RemotePart): Promise<Doubt | undefined> {
  if (commit === undefined) return 'it is fetched from elsewhere, at a commit that is unknown here'
  return judgeCommit(witness, 'it is fetched', commit)
}

async function askLocal(
  { files, workspace }: Witness,
  part: LocalPart,
  judge: (checkout: string) => Promise<Doubt | undefined>,
): Promise<Doubt | undefined> {
  const realWorkspace = (await files.realPath(workspace)) ?? workspace
  // The path as it is written, and with its links resolved: they may be in different checkouts.
  const paths = new Map([[(await files.realPath(part.path)) ?? part.path, realWorkspace]])
  paths.set(part.path, workspace)
  for (const [path, root] of paths) {
    const checkout = await findCheckout(files, path, root)
    if (checkout === undefined && part.mayLackCheckout !== true) {
      return `${shown(workspace, path)} belongs to no git checkout, so its commit is unknown`
    }
    const doubt = checkout === undefined ? undefined : await judge(checkout)
    if (doubt !== undefined) return doubt
  }
  if (part.kind === 'path') return undefined
  for (const checkout of await findNested(files, part.path, part.ignore)) {
    const doubt = await judge(checkout)
    if (doubt !== undefined) return doubt
  }
  return undefined
}

async function judgeCheckout(witness: Witness, checkout: string): Promise<Doubt | undefined> {
  const where = shown(witness.workspace, checkout)
  const head = await witness.headOf(checkout)
  if (head === undefined) return `the commit of the checkout ${where} cannot be read`
  return judgeCommit(witness, `the checkout ${where} is`, head)
}

/** `what` is the subject and verb in front of "at <commit>". */
async function judgeCommit(
  { vouched, branchTips, repository }: Witness,
  what: string,
  commit: string,
): Promise<Doubt | undefined> {
  if (commit === vouched) return undefined
  const tips = await branchTips()
  if (!tips.known) return `${what} at ${commit}, and the branches of ${repository} are unknown: ${tips.why}`
  if ([...tips.value.values()].includes(commit)) return undefined
  return `${what} at ${commit}, which is neither the event's commit nor the head of a branch of ${repository}`
}

/** A path as the workflow writes it. */
function shown(workspace: string, path: string): string {
  const inside = relative(workspace, path)
  if (inside === '') return "'.'"
  return inside.startsWith('..') ? `'${path}'` : `'${inside}'`
}

/** The checkouts whose `.git` a build can read: those at and below its context folders. */
export async function findReadable(
  { files }: Pick<Witness, 'files'>,
  parts: readonly BuildPart[],
): Promise<readonly string[]> {
  const folders = parts.flatMap((part) => (part.kind === 'folder' ? [part.path] : []))
  const found = folders.map(async (folder) => [folder, ...(await findNested(files, folder, undefined))])
  return [...new Set((await Promise.all(found)).flat())]
}
