import { booleanAt, type Json, stringAt } from '../json.ts'
import type { SourceAnswer, TagSignature } from '../model/source-repository.ts'
import type { Github, GithubAnswer } from '../ports/github-client.ts'
import { isoFromText } from '../ports/time.ts'
import { known, unknown } from './answer.ts'

/** Questions to GitHub's REST API. The comment of each method is the title of its page in GitHub's documentation. */
export interface GithubApi {
  branchTip(branch: string): Promise<SourceAnswer<string>>
  pullHead(number: number): Promise<SourceAnswer<string>>
  isDescendant(commit: string, ancestor: string): Promise<SourceAnswer<boolean>>
  tagSignature(tag: string): Promise<SourceAnswer<TagSignature>>
  commitTime(commit: string): Promise<SourceAnswer<string>>
}

export function createGithubApi(github: Github, owner: string, repo: string): GithubApi {
  const get = (path: string, parameters: Readonly<Record<string, string | number>>) =>
    github.get(`/repos/{owner}/{repo}/${path}`, { owner, repo, ...parameters })
  return {
    /** "Get a reference". The match is exact: 404 if only longer names begin with it. */
    async branchTip(branch) {
      const answer = await get('git/ref/{ref}', { ref: `heads/${branch}` })
      if (isAbsent(answer)) return unknown(`GitHub knows no branch '${branch}'`)
      return readText(answer, 'object', 'sha')
    },
    /** "Get a pull request". */
    async pullHead(number) {
      const answer = await get('pulls/{number}', { number })
      if (isAbsent(answer)) return unknown(`GitHub knows no pull request ${number}`)
      return readText(answer, 'head', 'sha')
    },
    /** "Compare two commits": `status` is the head's, seen from the base. The list of commits is not needed. */
    async isDescendant(commit, ancestor) {
      const basehead = `${ancestor}...${commit}`
      const answer = await get('compare/{basehead}', { basehead, per_page: 1 })
      if (answer.kind === 'found') return readStatus(stringAt(answer.body, 'status'))
      // An undocumented answer for two unrelated histories.
      if (isAbsent(answer) && answer.message.startsWith('No common ancestor')) return known(false)
      return isAbsent(answer) ? unknown('GitHub does not know both commits') : refuse(answer)
    },
    /** "Get a commit object". The committer's time, as git prints it for HEAD. */
    async commitTime(commit) {
      const answer = await get('git/commits/{sha}', { sha: commit })
      if (isAbsent(answer)) return unknown(`GitHub knows no commit ${commit}`)
      const text = readText(answer, 'committer', 'date')
      const time = text.known ? isoFromText(text.value) : undefined
      if (!text.known) return text
      return time === undefined ? unknown("GitHub's answer is not understood") : known(time)
    },
    /** "Get a reference", then "Get a tag", which exists for annotated tags only. */
    async tagSignature(tag) {
      const ref = await get('git/ref/{ref}', { ref: `tags/${tag}` })
      if (isAbsent(ref)) return known({ kind: 'absent' })
      if (ref.kind !== 'found') return refuse(ref)
      if (stringAt(ref.body, 'object', 'type') !== 'tag') return readLightweight(ref)
      const object = await get('git/tags/{sha}', { sha: stringAt(ref.body, 'object', 'sha') ?? '' })
      if (object.kind !== 'found') return refuse(object)
      return readSignature(tag, object.body)
    },
  }
}

type Refused = Extract<GithubAnswer, { kind: 'refused' }>

const isAbsent = (answer: GithubAnswer): answer is Refused =>
  answer.kind === 'refused' && answer.status === 404

function readLightweight(ref: GithubAnswer): SourceAnswer<TagSignature> {
  const type = readText(ref, 'object', 'type')
  return type.known ? known({ kind: 'lightweight' }) : type
}

function readStatus(status: string | undefined): SourceAnswer<boolean> {
  if (status === 'ahead' || status === 'identical') return known(true)
  if (status === 'behind' || status === 'diverged') return known(false)
  return unknown("GitHub's answer is not understood")
}

function readText(answer: GithubAnswer, ...path: readonly string[]): SourceAnswer<string> {
  if (answer.kind !== 'found') return refuse(answer)
  const text = stringAt(answer.body, ...path)
  return text === undefined ? unknown("GitHub's answer is not understood") : known(text)
}

function refuse(answer: GithubAnswer): SourceAnswer<never> {
  if (answer.kind === 'found') return unknown("GitHub's answer is not understood")
  const said = oneLine(answer.message)
  return unknown(
    answer.kind === 'refused'
      ? `GitHub answered ${answer.status}: ${said}`
      : `GitHub gave no answer: ${said}`,
  )
}

/** One line of at most 200 characters: an error page of a proxy can be long. */
const oneLine = (text: string): string => text.trim().replace(/\s+/g, ' ').slice(0, 200)

/**
 * Reads GitHub's answer about a tag object ("Get a tag"). Two checks go beyond GitHub's: the signed object must contain the
 * tag's current name, because any tag object can be pushed under any name; and it must point to a commit, because the tag
 * in a tag has its own signature.
 */
export function readSignature(tag: string, object: Json): SourceAnswer<TagSignature> {
  const verified = booleanAt(object, 'verification', 'verified')
  const reason = stringAt(object, 'verification', 'reason') ?? 'no reason given'
  if (verified === undefined) return unknown('GitHub reports nothing about signatures of git tags')
  if (!verified) return known({ kind: 'unverified', reason })
  if (stringAt(object, 'tag') !== tag) return known({ kind: 'unverified', reason: 'other_tag' })
  const commit = stringAt(object, 'object', 'sha')
  if (commit === undefined || stringAt(object, 'object', 'type') !== 'commit')
    return known({ kind: 'unverified', reason: 'no_commit' })
  return known({ kind: 'verified', commit })
}
