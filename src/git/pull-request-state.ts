import { at, numberAt, stringAt } from '../json.ts'
import type { SourceAnswer } from '../model/source-repository.ts'
import { isPullRequest, type PullRequest, type Trigger } from '../model/trigger.ts'
import { isoFromText } from '../ports/time.ts'
import { known, unknown } from './answer.ts'
import { findApiUrl, type SourcePorts } from './create-source.ts'

/** A pull request as it is now. */
export interface PullRequestState extends PullRequest {
  readonly isOpen: boolean
  /** ISO 8601; absent while it is open. */
  readonly closedAt?: string
}

/** Asks about a pull request by its number. `absent`: the repository has none of this number. */
export type AskPullRequest = (number: number) => Promise<SourceAnswer<PullRequestState | 'absent'>>

/** Asks for the pull request of the run; undefined if the run has none, or GitHub cannot be asked. */
export function createOwnPullQuestion(
  ports: Pick<SourcePorts, 'env' | 'connectGithub'>,
  trigger: Trigger,
  token: string,
): (() => Promise<SourceAnswer<PullRequestState>>) | undefined {
  const { pullRequest, otherServer } = trigger
  if (!isPullRequest(trigger) || pullRequest === undefined || otherServer !== undefined || token === '')
    return undefined
  const ask = createPullRequestReader(ports, trigger, token)
  return async () => {
    const answer = await ask(pullRequest.number)
    if (!answer.known) return answer
    return answer.value === 'absent' ? unknown('GitHub has none of this number') : known(answer.value)
  }
}

/** Reads pull requests from GitHub's API: "Get a pull request". Nothing is cached. */
export function createPullRequestReader(
  { env, connectGithub }: Pick<SourcePorts, 'env' | 'connectGithub'>,
  trigger: Pick<Trigger, 'repository' | 'serverUrl' | 'otherServer'>,
  token: string,
): AskPullRequest {
  const { owner, name: repo } = trigger.repository
  if (trigger.otherServer !== undefined || owner === '' || repo === '')
    return async () => unknown('the repository is not on GitHub')
  if (token === '') return async () => unknown('GitHub cannot be asked without a token')
  const github = connectGithub({ apiUrl: findApiUrl(env, trigger), token })
  return async (number) => {
    const answer = await github.get('/repos/{owner}/{repo}/pulls/{number}', { owner, repo, number })
    if (answer.kind === 'silent') return unknown(`GitHub gave no answer: ${answer.message}`)
    if (answer.kind === 'refused') {
      return answer.status === 404
        ? known('absent')
        : unknown(`GitHub answered ${answer.status}: ${answer.message}`)
    }
    const { body } = answer
    const state = stringAt(body, 'state')
    const head = numberAt(body, 'head', 'repo', 'id')
    const closedAt = isoFromText(stringAt(body, 'closed_at') ?? '')
    if (numberAt(body, 'number') !== number || (state !== 'open' && state !== 'closed'))
      return unknown("GitHub's answer is not understood")
    return known({
      number,
      isOpen: state === 'open',
      headRef: stringAt(body, 'head', 'ref') ?? '',
      headSha: stringAt(body, 'head', 'sha') ?? '',
      baseRef: stringAt(body, 'base', 'ref') ?? '',
      fork: head === undefined || head !== numberAt(at(body, 'base'), 'repo', 'id'),
      ...(closedAt !== undefined && { closedAt }),
    })
  }
}
