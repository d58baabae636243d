import { relative } from 'node:path'
import type { Answer } from '../model/source-repository.ts'
import type { Files } from '../ports/ports.ts'
import type { LocalPart, Part, RemotePart } from './build-parts.ts'
import { findCheckout, findNested } from './checkouts.ts'

/** Why a run is not trusted: a sentence without an end, which names the commit where there is one. */
export type Doubt = string

/** What the question needs to know; nothing is asked before it must. */
export interface Witness {
  readonly files: Files
  /** Absolute. */
  readonly workspace: string
  /** HEAD of the checkout whose root this folder is; undefined where it cannot be read. */
  readonly headOf: (checkout: string) => Promise<string | undefined>
  /** The commit that the event vouches for; undefined where it vouches for none. */
  readonly vouched: string | undefined
  /** The tips of the base repository's branches, asked of the remote. */
  readonly branchTips: () => Promise<Answer<ReadonlyMap<string, string>>>
  /** `acme/app`, for messages. */
  readonly repository: string
}

/** Asks about parts one after the other, and about each checkout once; the first doubt is the answer. */
export type AskTrust = (parts: readonly Part[]) => Promise<Doubt | undefined>

/**
 * Trusted is what is checked out, or fetched from this repository by its id, at the vouched commit or at the head of a
 * branch of this repository. Everything else is not: other commits, other remote contexts, folders that belong to no checkout, and what nobody could tell. Pull request
 * refs are no branches, and no commit is looked up by its id: GitHub also finds commits of forks.
 */
export function createTrustQuestion(witness: Witness): AskTrust {
  const judged = new Map<string, Promise<Doubt | undefined>>()
  const judge = (checkout: string) => {
    const known = judged.get(checkout) ?? judgeCheckout(witness, checkout)
    judged.set(checkout, known)
    return known
  }
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
  // Where its links lead, and as it is written: either may be another checkout.
  const places = new Map([[(await files.realPath(part.path)) ?? part.path, realWorkspace]])
  places.set(part.path, workspace)
  for (const [place, root] of places) {
    const checkout = await findCheckout(files, place, root)
    if (checkout === undefined && part.mayLackCheckout !== true) {
      return `${shown(workspace, place)} belongs to no git checkout, so its commit is unknown`
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
  parts: readonly Part[],
): Promise<readonly string[]> {
  const folders = parts.flatMap((part) => (part.kind === 'folder' ? [part.path] : []))
  const found = folders.map(async (folder) => [folder, ...(await findNested(files, folder, undefined))])
  return [...new Set((await Promise.all(found)).flat())]
}
