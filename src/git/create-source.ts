import type { SourceAnswer, SourceRepository } from '../model/source-repository.ts'
import type { Trigger } from '../model/trigger.ts'
import type { ConnectGithub } from '../ports/github-client.ts'
import type { Env, Log } from '../ports/ports.ts'
import { relateInPush } from './ancestry.ts'
import { askInTurn, createMemory, known, unknown } from './answer.ts'
import { createGithubApi, type GithubApi } from './github-api.ts'
import { createLocalGit } from './local-git.ts'
import { createRemoteGit, type RemoteGit } from './remote-git.ts'
import { type Git, type GitPorts, openWorkspaceGit, toBasic } from './run-git.ts'

export interface SourcePorts extends GitPorts {
  readonly log: Log
  readonly connectGithub: ConnectGithub
}

export interface SourceOptions {
  /** Absolute path of the workspace. Undefined: no checkout is read, and git runs outside of all repositories. */
  readonly workspace: string | undefined
  readonly trigger: Trigger
  /** GitHub's token; if it is empty, only git is asked. */
  readonly token: string
}

/** Joins the event, the checkout, GitHub's API and the remote, the cheapest first. Nothing is asked before it is needed. */
export function createSourceRepository(ports: SourcePorts, options: SourceOptions): SourceRepository {
  const { trigger, token } = options
  maskToken(ports.log, token)
  const open = openOnce(ports, options)
  const local = createLocalGit(open)
  const remote = connectRemote(ports, options, open)
  const github = connectApi(ports, options)
  const knownFromPush = (commit: string, ancestor: string) => relateInPush(trigger.push, commit, ancestor)

  const { remember, forget } = createMemory()
  const branchTip = remember((branch) =>
    askInTurn(
      () => github.branchTip(branch),
      () => readRef(remote, `refs/heads/${branch}`),
    ),
  )
  const pullHead = remember((number) =>
    askInTurn(
      () => github.pullHead(Number(number)),
      () => readRef(remote, pullRef(trigger, number)),
    ),
  )
  const relate = remember(async (pair) => {
    const [commit = '', ancestor = ''] = pair.split(' ')
    if (!isCommit(commit) || !isCommit(ancestor)) return unknown('one of them is not a commit id')
    return askInTurn(
      () => local.isDescendant(commit, ancestor),
      () => github.isDescendant(commit, ancestor),
    )
  })
  const names = remember((kind) => readNames(remote, kind === 'tags' ? 'tags' : 'heads'))
  const heads = remember(() => remote.list('--heads'))
  return {
    knownFromPush,
    branchTip,
    pullHead: (number) => pullHead(String(number)),
    async isDescendant(commit, ancestor) {
      const fromPush = knownFromPush(commit, ancestor)
      return fromPush === undefined ? relate(`${commit} ${ancestor}`) : known(fromPush)
    },
    // A checkout seldom has the git tags, and cannot show whether it has all of them.
    gitTags: () =>
      askInTurn(
        () => names('tags'),
        () => local.gitTags(),
      ),
    branches: () => names('heads'),
    branchTips: () => heads(''),
    tagSignature: remember((tag) => github.tagSignature(tag)),
    forget,
  }
}

/** Asks GitHub for the time of a commit, for a run without a checkout. */
export const createTimeQuestion =
  (ports: SourcePorts, token: string) =>
  (trigger: Trigger): Promise<SourceAnswer<string>> => {
    maskToken(ports.log, token)
    return connectApi(ports, { workspace: undefined, trigger, token }).commitTime(trigger.revision)
  }

function maskToken(log: Log, token: string): void {
  if (token !== '') for (const secret of [token, toBasic(token)]) log.mask(secret)
}

const isCommit = (text: string): boolean => /^[0-9a-f]{40}([0-9a-f]{24})?$/.test(text)

/** Looks for the workspace's repository when it is first needed. */
function openOnce(ports: GitPorts, { workspace }: SourceOptions): () => Promise<Git | undefined> {
  let opening: Promise<Git | undefined> | undefined
  return () => {
    opening ??= workspace === undefined ? Promise.resolve(undefined) : openWorkspaceGit(ports, workspace)
    return opening
  }
}

/**
 * A working copy's own remote comes first, with the login of the user. Outside GitHub the trigger may have no repository, but the
 * checkout may have a remote `origin`. Without a workspace no remote's name is known.
 */
function connectRemote(
  ports: SourcePorts,
  { trigger, token, workspace }: SourceOptions,
  open: () => Promise<Git | undefined>,
): RemoteGit {
  const { owner, name, url, remote: named } = trigger.repository
  const isKnown = owner !== '' && name !== ''
  const remote = workspace !== undefined && named !== undefined ? named : isKnown ? url : 'origin'
  const job = jobToken(ports, trigger)
  return createRemoteGit(ports, { remote, open, ...(job ?? { token }) })
}

/** GitLab's token of the job, which may read the project ("GitLab CI/CD job token"). GitLab's user for it is `gitlab-ci-token`. */
function jobToken({ env, log }: SourcePorts, { otherServer }: Trigger) {
  const token = env.GITLAB_CI === 'true' ? (env.CI_JOB_TOKEN ?? '') : ''
  if (otherServer?.kind !== 'gitlab' || token === '') return undefined
  const user = 'gitlab-ci-token'
  for (const secret of [token, toBasic(token, user)]) log.mask(secret)
  return { token, user }
}

/** The ref of a pull request's head: GitLab's are `refs/merge-requests/7/head` ("Merge requests", "Checkout locally"). */
const pullRef = ({ otherServer }: Trigger, number: string): string =>
  `refs/${otherServer?.kind === 'gitlab' ? 'merge-requests' : 'pull'}/${number}/head`

function connectApi(ports: SourcePorts, { trigger, token }: SourceOptions): GithubApi {
  const { owner, name } = trigger.repository
  if (token !== '' && owner !== '' && name !== '' && trigger.otherServer === undefined) {
    const apiUrl = findApiUrl(ports.env, trigger)
    return createGithubApi(ports.connectGithub({ apiUrl, token }), owner, name)
  }
  const unanswered = async () => unknown('GitHub cannot be asked without github-token')
  return {
    branchTip: unanswered,
    pullHead: unanswered,
    isDescendant: unanswered,
    tagSignature: unanswered,
    commitTime: unanswered,
  }
}

/** The address of the REST API of this GitHub server. */
export const findApiUrl = (env: Env, { serverUrl }: Pick<Trigger, 'serverUrl'>): string =>
  env.GITHUB_API_URL || guessApiUrl(serverUrl)

/** For runs without GITHUB_API_URL. GHES has its API below /api/v3 ("Getting started with the REST API"). */
function guessApiUrl(serverUrl: string): string {
  const { protocol, host } = new URL(serverUrl)
  const own = host === 'github.com' || host.endsWith('.ghe.com')
  return own ? `${protocol}//api.${host}` : `${serverUrl}/api/v3`
}

async function readRef(remote: RemoteGit, name: string): Promise<SourceAnswer<string>> {
  const refs = await remote.list(name)
  if (!refs.known) return refs
  const id = refs.value.get(name)
  return id === undefined ? unknown(`the remote repository has no ${name}`) : known(id)
}

async function readNames(
  remote: RemoteGit,
  kind: 'tags' | 'heads',
): Promise<SourceAnswer<readonly string[]>> {
  const refs = await remote.list(`--${kind}`)
  if (!refs.known) return refs
  const prefix = `refs/${kind}/`
  return known([...refs.value.keys()].map((name) => name.slice(prefix.length)))
}
